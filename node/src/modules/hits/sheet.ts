import type { DisplayName, HitDetail } from '@jisr/contract';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Config } from '../../kernel/config.ts';
import { countryName } from '../../kernel/countries.ts';
import {
  below,
  both,
  brand,
  code,
  facing,
  framed,
  html,
  NOTHING,
  own,
  part,
  row,
  sentence,
  sheetPage,
} from './sheet-page.ts';
import { LABELS, type TERMS, term } from './sheet-words.ts';

type Node = Pick<Config, 'nameEn' | 'nameAr' | 'demonstration'>;
type Documents = readonly { type: string | null; number: string; issuer: string | null }[];

/**
 * One hit as a document on paper: both languages side by side, nothing left to a screen. Printed by the browser from
 * the server, so that it is whole whatever the console had scrolled to.
 */
export function sheetOf(hit: HitDetail, by: OfficerActor, at: string, node: Node): string {
  return sheetPage([
    heading(hit, node),
    comparison(hit),
    listing(hit),
    evidence(hit),
    decision(hit),
    history(hit),
    `<footer class="line"><span>${both(LABELS.printed)}: <bdi dir="ltr">${html(`${by.username} · ${moment(at)}`)}</bdi></span><bdi dir="ltr">${html(hit.id)}</bdi></footer>`,
  ]);
}

/** `2026-11-25 18:10 UTC`; what is no instant is shown as it is. */
const moment = (at: string): string =>
  at.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z$/, '$1 $2 UTC');

const HIJRI = new Intl.DateTimeFormat('ar-u-nu-latn-ca-islamic-umalqura', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** A day in both calendars; a partial date and an interval as they are. */
function day(iso: string | null): string {
  if (iso === null || !/^\d{4}-\d\d-\d\d$/.test(iso)) return code(iso);
  const instant = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(instant.getTime())) return code(iso);
  const parts = HIJRI.formatToParts(instant);
  const take = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${code(iso)} <bdi class="soft" lang="ar">${take('day')} ${take('month')} ${take('year')}</bdi>`;
}

function country(alpha3: string | null): string {
  if (alpha3 === null) return NOTHING;
  const [ar, en] = [countryName(alpha3, 'ar'), countryName(alpha3, 'en')];
  return ar === null || en === null ? code(alpha3) : both({ ar, en });
}

/** What a code is called; the code itself where a newer node knows it and the sheet does not. */
function called(group: keyof typeof TERMS, value: string | number | null | undefined): string {
  if (value === null || value === undefined || value === '') return NOTHING;
  const words = term(group, value);
  return words === null ? code(String(value)) : both(words);
}

const officer = (name: { readonly ar: string; readonly en: string }): string =>
  name.ar === name.en ? own(name.ar) : both(name);

/** A name in both scripts; which of the two was generated is said. */
const scripts = ({ text, other }: DisplayName): string[] => [
  own(text),
  ...(other
    ? [
        `${own(other.text)} <span class="soft">${both(other.source === 'generated' ? LABELS.generated : LABELS.supplied)}</span>`,
      ]
    : []),
];

function heading(hit: HitDetail, node: Node): string {
  const { crossing, listed } = hit;
  const flight = `${crossing.carrier ?? ''} ${crossing.number ?? ''} ${crossing.from ?? '?'}–${crossing.to ?? '?'}`;
  const { name } = hit.person;
  return `<header>${brand({ ar: node.nameAr, en: node.nameEn })}
${node.demonstration ? framed(both(LABELS.demonstration), 'demonstration') : ''}${crossing.test ? framed(both(LABELS.test), 'demonstration') : ''}${listed.handling ? framed(own(listed.handling), 'handling') : ''}
<h1>${facing(LABELS.title)}</h1>
<div class="line subject">${own(name.text)}${name.other ? own(name.other.text) : ''}</div></header>
<table>${row('crossing', code(flight))}${row('departure', code(crossing.departure?.replace('T', ' ') ?? null))}
${row('state', called('hit-state', hit.state))}${row('severity', called('severity', hit.severity))}
${row('list', below([both(hit.listing.watchlist.name), code(listed.reference)]))}</table>`;
}

function comparison(hit: HitDetail): string {
  const { person, listed } = hit;
  const papers = (items: Documents) =>
    below(items.map((item) => code([item.type, item.number, item.issuer].filter(Boolean).join(' '))));
  const listedNames = listed.names.slice(0, 12).map(({ text }) => text);
  const names = listedNames.filter((text) => text !== listed.name.text && text !== listed.name.other?.text);
  const empty = '<th class="label"></th>';
  return part(
    'comparison',
    `<table><tr>${empty}<th scope="col">${both(LABELS.traveller)}</th><th scope="col">${both(LABELS.listed)}</th>${empty}</tr>
${row('name', below(scripts(person.name)), below([...scripts(listed.name), ...names.map(own)]))}
${row('birthDate', day(person.birthDate), below(listed.birthDates.map(day)))}
${row('birthPlace', own(hit.birthPlace), below(listed.birthPlaces.map(own)))}
${row('nationality', country(person.nationality), below(listed.nationalities.map(country)))}
${row('gender', called('gender', person.gender), called('gender', listed.gender))}
${row('documents', papers(hit.documents), papers(listed.documents))}
${row('booking', code(person.locator), NOTHING)}</table>`,
  );
}

function listing({ listed }: HitDetail): string {
  const basis = [listed.legalBasis, ...listed.programmes].filter((text) => text !== null);
  return part(
    'listing',
    `<table>${row('instruction', called('instruction', listed.instruction))}
${row('legalBasis', below(basis.map(own)))}${row('originator', own(listed.originator))}
${row('expiresOn', day(listed.expiresOn))}${row('remarks', own(listed.remarks))}</table>`,
  );
}

/** The weight at the end of an engine's sentence has a column of its own. */
const WEIGHT = /\s*\([+\-−]?[\d.]+ [^()]*\)\.?$/u;

function evidence({ explanation, engine }: HitDetail): string {
  const { parts, evidence: terms, sentences } = explanation;
  const bits = (value: number) =>
    code(`${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(1)}`);
  const weights = [...parts, ...terms].map((each) => bits(each.bits));
  const count = Math.max(sentences.ar.length, sentences.en.length);
  const rows = Array.from({ length: count }, (_, at) => {
    const [ar, en] = [sentences.ar[at] ?? '', sentences.en[at] ?? ''];
    const weight = weights[at];
    if (weight !== undefined)
      return sentence(html(ar.replace(WEIGHT, '')), weight, html(en.replace(WEIGHT, '')));
    const last = at === count - 1;
    return sentence(html(ar), last ? bits(explanation.totalBits) : '', html(en), last ? 'sum' : '');
  });
  const versions = `<table>${row('engine', `${code(engine.version)} · ${code(engine.listVersion)}`)}</table>`;
  return part(
    'evidence',
    `<table class="middle"><tr><td></td><td class="soft">${both(LABELS.bits)}</td><td></td></tr>${rows.join('')}</table>${versions}`,
  );
}

function decision(hit: HitDetail): string {
  if (!hit.decision) return part('decision', facing(LABELS.none));
  const { verdict, reason, note, instruction, by, at, second } = hit.decision;
  const answer = second
    ? `${both(second.agreed ? LABELS.agreed : LABELS.refused)}: ${officer(second.by.name)}<br>${code(moment(second.at))}${second.note ? `<br>${own(second.note)}` : ''}`
    : hit.state === 'awaiting-second'
      ? both(LABELS.waits)
      : NOTHING;
  const clearance = hit.clearance
    ? `${code(hit.clearance.number)} ${both(LABELS.until)} ${day(hit.clearance.until)}`
    : NOTHING;
  return part(
    'decision',
    `<table>${row('verdict', called('verdict', verdict))}${row('reason', called('reason', reason))}
${row('instruction', called('instruction', instruction))}${row('note', own(note))}
${row('officer', below([officer(by.name), code(moment(at))]))}${row('second', answer)}${row('clearance', clearance)}</table>`,
  );
}

/** What an act was about, in words where its parameters are codes. */
function about(event: HitDetail['history'][number]): string {
  const { verdict, reason, instruction, status, post, number, flight, text, outcome, note } = event.params;
  const known = [
    verdict ? called('verdict', verdict) : '',
    // A reopening's reason is the supervisor's own sentence.
    reason ? (event.kind === 'reopened' ? own(reason) : called('reason', reason)) : '',
    instruction ? called('instruction', instruction) : '',
    status ? called('listing', status) : '',
    ...[post, number, flight].map((value) => (value ? code(value) : '')),
    ...[text, outcome, note].map((value) => (value ? own(value) : '')),
  ];
  return below(known.filter(Boolean));
}

function history(hit: HitDetail): string {
  const rows = hit.history.map((event) => {
    const who = event.officer ? `<br>${officer(event.officer.name)}` : '';
    const what = event.kind === 'raised' ? NOTHING : about(event);
    return `<tr><td>${code(moment(event.at))}</td><td>${called('event', event.kind)}${who}</td><td>${what}</td></tr>`;
  });
  return part('history', `<table>${rows.join('')}</table>`);
}
