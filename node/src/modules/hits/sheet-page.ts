import { LABELS, type Label, type Words } from './sheet-words.ts';

/**
 * The paper on which a sheet is set: a bilingual form, Arabic labels at the start of the line, English ones at its end,
 * the values between them. Nothing here knows what a hit is.
 */
const FACE = (weight: number, subset: string, range: string) =>
  `@font-face { font-family: "IBM Plex Sans Arabic"; font-weight: ${weight}; font-display: block; unicode-range: ${range}; src: url("/fonts/ibm-plex-sans-arabic-${subset}-${weight}-normal.woff2") format("woff2") }`;
const FACES = [400, 600]
  .flatMap((weight) => [
    FACE(weight, 'arabic', 'U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FDFF, U+FE70-FEFF'),
    FACE(weight, 'latin', 'U+0000-00FF, U+2000-206F, U+2212'),
  ])
  .join('\n');

const STYLE = `${FACES}
@page { size: A4; margin: 15mm 15mm 18mm; @bottom-left { content: counter(page) " / " counter(pages); font: 9px "IBM Plex Sans Arabic", sans-serif; color: #4c5d66 } }
* { box-sizing: border-box }
html { background: #fff; color-scheme: light }
body { font: 12px/1.55 "IBM Plex Sans Arabic", "Noto Sans Arabic", "Segoe UI", Tahoma, system-ui, sans-serif; color: #14232b; max-inline-size: 186mm; margin: 0 auto; padding: 8mm 3mm; font-variant-numeric: tabular-nums }
@media print { body { padding: 0 } }
bdi { unicode-bidi: isolate }
.en { direction: ltr; unicode-bidi: isolate; text-align: left }
.soft { color: #4c5d66 }
header { border-block-end: 2px solid #0b5d63; padding-block-end: 8px; margin-block-end: 10px }
.line { display: flex; justify-content: space-between; align-items: center; gap: 12px }
.brand { display: flex; align-items: center; gap: 8px; font-weight: 600; color: #0b5d63 }
.mark { border: 1px solid currentcolor; border-radius: 3px; padding: 1px 10px; text-align: center; font-weight: 600; margin-block: 6px }
.demonstration { color: #7d4a00 }
.handling { color: #ab1f1a }
h1 { font-size: 20px; font-weight: 600; margin: 6px 0 0 }
.subject { font-size: 15px; font-weight: 600 }
h2 { font-size: 13px; font-weight: 600; margin: 16px 0 2px; padding-block-end: 3px; border-block-end: 1px solid #7d8f99; break-after: avoid }
table { inline-size: 100%; border-collapse: collapse; table-layout: fixed }
td, th { padding: 4px 6px; border-block-end: 1px solid #d9e1e5; vertical-align: top; text-align: start; font-weight: 400; overflow-wrap: anywhere }
th { color: #4c5d66; font-size: 11px }
tr { break-inside: avoid }
.label { inline-size: 19% }
.middle td:nth-child(2) { text-align: center; white-space: nowrap; inline-size: 80px }
.sum td { font-weight: 600; border-block-start: 1px solid #7d8f99 }
footer { margin-block-start: 18px; font-size: 10px; color: #4c5d66; border-block-start: 1px solid #7d8f99; padding-block-start: 5px }`;

const ARCH = `<svg width="26" height="26" viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2.7" stroke-linecap="round" aria-hidden="true"><path d="M7.5 22.6c0-7.2 3.6-12.1 8.5-12.1s8.5 4.9 8.5 12.1"/><path d="M3.2 24h8.2M20.6 24h8.2"/></svg>`;

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as text, whatever a carrier wrote; direction overrides would turn the words around them. */
export const html = (text: string): string =>
  text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

export const NOTHING = '<span class="soft">–</span>';

/** A text in its own direction. */
export const own = (text: string | null): string => (text ? `<bdi dir="auto">${html(text)}</bdi>` : NOTHING);

/** An identifier, a time, a weight: left to right. */
export const code = (text: string | null): string => (text ? `<bdi dir="ltr">${html(text)}</bdi>` : NOTHING);

/** Arabic, then English, on one line. */
export const both = ({ ar, en }: Words): string =>
  `<bdi lang="ar">${html(ar)}</bdi> · <bdi lang="en" dir="ltr">${html(en)}</bdi>`;

/** A value below another. */
export const below = (values: readonly string[]): string =>
  values.length > 0 ? values.join('<br>') : NOTHING;

/** A row of the form: the Arabic label, the values, the English label. */
export const row = (label: Label, ...values: readonly string[]): string =>
  `<tr><th class="label" scope="row" lang="ar">${html(LABELS[label].ar)}</th>${values.map((value) => `<td>${value}</td>`).join('')}<th class="label en" lang="en">${html(LABELS[label].en)}</th></tr>`;

/** A row whose middle stands between the same sentence in both languages. */
export const sentence = (ar: string, middle: string, en: string, kind = ''): string =>
  `<tr class="${kind}"><td lang="ar">${ar}</td><td>${middle}</td><td class="en" lang="en">${en}</td></tr>`;

/** A titled part of the sheet. */
export const part = (title: Label, content: string): string =>
  `<section><h2 class="line"><span lang="ar">${html(LABELS[title].ar)}</span><span class="en" lang="en">${html(LABELS[title].en)}</span></h2>${content}</section>`;

/** A line with the Arabic at its start and the English at its end. */
export const facing = ({ ar, en }: Words, kind = ''): string =>
  `<div class="line ${kind}"><span lang="ar">${html(ar)}</span><span class="en" lang="en">${html(en)}</span></div>`;

/** Who issues the sheet. */
export const brand = ({ ar, en }: Words): string =>
  `<div class="line brand"><span class="brand">${ARCH}<span lang="ar">${html(ar)}</span></span><span class="en" lang="en">${html(en)}</span></div>`;

/** A word in a frame over the whole width: a classification, a warning. */
export const framed = (words: string, kind: string): string => `<div class="mark ${kind}">${words}</div>`;

/** The document around its parts. */
export const sheetPage = (parts: readonly string[]): string => `<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${html(LABELS.title.ar)} · ${html(LABELS.title.en)}</title>
<meta name="robots" content="noindex"><style>${STYLE}</style></head><body>${parts.filter(Boolean).join('\n')}</body></html>`;
