import type { DisplayName, HitDetail } from '@jisr/contract';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Config } from '../../kernel/config.ts';
import { type SheetWord, SHEET_WORDS as W } from './sheet-words.ts';

/**
 * One hit as a document on paper: both languages side by side, nothing left to a screen. Printed by the browser from
 * the server, so that it is whole whatever the console had scrolled to.
 */
export function sheetOf(
  hit: HitDetail,
  by: OfficerActor,
  at: string,
  config: Pick<Config, 'nameEn' | 'nameAr' | 'demonstration'>,
): string {
  const body = [
    heading(hit, config),
    comparison(hit),
    evidence(hit),
    sentences(hit),
    decision(hit),
    history(hit),
    `<footer>${both('printed')} <bdi dir="ltr">${html(by.username)} · ${html(at)} · ${html(hit.id)}</bdi></footer>`,
  ].join('\n');
  return `<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${html(W.title.ar)} · ${html(W.title.en)}</title>
<meta name="robots" content="noindex"><style>${STYLE}</style></head><body>${body}</body></html>`;
}

const STYLE = `
@page { size: A4; margin: 16mm }
* { box-sizing: border-box }
body { font: 13px/1.5 "IBM Plex Sans Arabic", "Noto Sans Arabic", system-ui, sans-serif; color: #14201f; max-width: 190mm; margin: 0 auto; padding: 8mm }
header { border-block-end: 2px solid #0b5c58; padding-block-end: 8px; margin-block-end: 12px }
h1 { font-size: 19px; margin: 0 } h2 { font-size: 14px; margin: 16px 0 6px; border-block-end: 1px solid #c8d1d0 }
.en { direction: ltr; unicode-bidi: isolate; color: #45524f }
.mark { border: 1px solid #8a1c1c; color: #8a1c1c; padding: 2px 8px; display: inline-block; margin-block-end: 8px }
table { inline-size: 100%; border-collapse: collapse } th, td { text-align: start; padding: 4px 8px; border-block-end: 1px solid #dfe5e4; vertical-align: top }
th { font-weight: 600; inline-size: 26% } bdi { unicode-bidi: isolate }
footer { margin-block-start: 20px; font-size: 11px; color: #45524f; border-block-start: 1px solid #c8d1d0; padding-block-start: 6px }
tr { break-inside: avoid }`;

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text as text, whatever a carrier wrote; direction overrides would turn the words around them. */
const html = (text: string): string =>
  text.replace(/[‪-‮⁦-⁩]/g, '').replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

const both = (word: SheetWord): string => `${html(W[word].ar)} <span class="en">${html(W[word].en)}</span>`;
const code = (text: string | null): string => (text ? `<bdi dir="ltr">${html(text)}</bdi>` : '—');
const list = (texts: readonly string[]): string =>
  texts.length > 0 ? texts.map((text) => `<bdi>${html(text)}</bdi>`).join('<br>') : '—';
const nameOf = (name: DisplayName): string =>
  `<bdi>${html(name.text)}</bdi>${name.other ? `<br><bdi lang="${name.other.lang}">${html(name.other.text)}</bdi> (${both(name.other.source === 'generated' ? 'generated' : 'supplied')})` : ''}`;
const line = (word: SheetWord, ...cells: string[]): string =>
  `<tr><th>${both(word)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

function heading(hit: HitDetail, config: Pick<Config, 'nameEn' | 'nameAr' | 'demonstration'>): string {
  const flight = `${hit.crossing.carrier ?? ''}${hit.crossing.number ?? ''} ${hit.crossing.from ?? '?'}–${hit.crossing.to ?? '?'} ${hit.crossing.departure ?? ''}`;
  return `<header>${config.demonstration ? `<div class="mark">${both('demonstration')}</div>` : ''}
<div>${html(config.nameAr)} · <span class="en">${html(config.nameEn)}</span></div>
<h1>${both('title')}</h1>
<div>${both('crossing')}: ${code(flight)} · ${both('state')}: ${both(hit.state)} · ${both('list')}: <bdi>${html(hit.listing.watchlist.name.ar)}</bdi> <span class="en">${html(hit.listing.watchlist.name.en)}</span></div></header>`;
}

function comparison(hit: HitDetail): string {
  const { person, listed } = hit;
  const documents = (items: readonly { type: string | null; number: string; issuer: string | null }[]) =>
    items.map((item) => [item.type, item.number, item.issuer].filter(Boolean).join(' '));
  return `<h2>${both('comparison')}</h2><table><tr><th></th><th>${both('traveller')}</th><th>${both('listed')}</th></tr>
${line('name', nameOf(person.name), `${nameOf(listed.name)}<br>${list(listed.names.slice(0, 12).map((name) => name.text))}`)}
${line('birthDate', code(person.birthDate), list(listed.birthDates))}
${line('nationality', code(person.nationality), list(listed.nationalities))}
${line('gender', code(person.gender), code(listed.gender))}
${line('documents', list(documents(hit.documents)), list(documents(listed.documents)))}
${line('birthPlace', list(hit.birthPlace ? [hit.birthPlace] : []), list(listed.birthPlaces))}
${line('reference', code(person.locator), code(listed.reference))}
${line('legalBasis', '—', list([listed.legalBasis, ...listed.programmes].filter((text) => text !== null)))}
${line('instruction', '—', listed.instruction ? both(listed.instruction) : '—')}</table>`;
}

function evidence(hit: HitDetail): string {
  const bits = (value: number) => `<bdi dir="ltr">${value >= 0 ? '+' : ''}${value.toFixed(2)}</bdi>`;
  const parts = hit.explanation.parts.map(
    (part) =>
      `<tr><td><bdi>${html(part.query ?? '—')}</bdi></td><td><bdi>${html(part.listed ?? '—')}</bdi></td><td>${code(part.relation)}</td><td>${bits(part.bits)}</td></tr>`,
  );
  const terms = hit.explanation.evidence.map(
    (term) =>
      `<tr><td>${code(term.traveller)}</td><td>${code(term.listed)}</td><td>${code(`${term.kind}: ${term.verdict}`)}</td><td>${bits(term.bits)}</td></tr>`,
  );
  return `<h2>${both('evidence')}</h2><table><tr><th>${both('traveller')}</th><th>${both('listed')}</th><th>${both('relation')}</th><th>${both('bits')}</th></tr>
${parts.join('')}${terms.join('')}<tr><th colspan="3">${both('total')}</th><th>${bits(hit.explanation.totalBits)}</th></tr></table>`;
}

function sentences(hit: HitDetail): string {
  const paragraph = (texts: readonly string[], attributes: string) =>
    `<ul ${attributes}>${texts.map((text) => `<li>${html(text)}</li>`).join('')}</ul>`;
  return (
    paragraph(hit.explanation.sentences.ar, 'lang="ar" dir="rtl"') +
    paragraph(hit.explanation.sentences.en, 'lang="en" dir="ltr"')
  );
}

function decision(hit: HitDetail): string {
  if (!hit.decision) return `<h2>${both('decision')}</h2><p>${both('none')}</p>`;
  const { verdict, reason, note, instruction, by, at, second } = hit.decision;
  return `<h2>${both('decision')}</h2><table>
${line('verdict', both(verdict))}${line('reason', code(reason))}${line('instruction', instruction ? both(instruction) : '—')}
${line('officer', `<bdi>${html(by.name.ar)}</bdi> <span class="en">${html(by.name.en)}</span> · ${code(at)}`)}
${line('second', second ? `<bdi>${html(second.by.name.ar)}</bdi> <span class="en">${html(second.by.name.en)}</span> · ${code(second.at)}` : '—')}
${line('note', note ? `<bdi>${html(note)}</bdi>` : '—')}${line('clearance', hit.clearance ? code(`${hit.clearance.number} → ${hit.clearance.until}`) : '—')}</table>`;
}

function history(hit: HitDetail): string {
  const rows = hit.history.map(
    (event) =>
      `<tr><td>${code(event.at)}</td><td>${code(event.kind)}</td><td>${event.officer ? `<bdi>${html(event.officer.name.ar)}</bdi> <span class="en">${html(event.officer.name.en)}</span>` : '—'}</td><td><bdi>${html(Object.values(event.params).filter(Boolean).join(' · '))}</bdi></td></tr>`,
  );
  return `<h2>${both('history')}</h2><table>${rows.join('')}</table>`;
}
