import type { UnfoldedText } from './unfold.ts';

const tagNames =
  'html|head|body|meta|title|style|table|tbody|tr|td|p|br|div|span|pre|font|b|i|u|o:p|blockquote|center|hr|a';
const markup = new RegExp(
  `<(/?)(?:${tagNames}|!doctype)(?:[\\s/][^<>]{0,2000})?>|&(#?[A-Za-z0-9]{1,8});`,
  'gi',
);
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function entityText(name: string): string | null {
  const known = entities[name.toLowerCase()];
  if (known !== undefined) return known;
  const digits = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name);
  if (digits === null) return null;
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  return code > 0 && code <= 0xffff && (code < 0xd800 || code > 0xdfff) ? String.fromCharCode(code) : null;
}

/**
 * Removes the tags of an HTML mail and resolves its character references, where the text is an HTML page at all:
 * `<` is also data (MRZ fillers in a name), so only known tags count.
 * @example stripHtml('<html><p>UNB+UNOA:4&#39;</p></html>')?.text // "\nUNB+UNOA:4'\n\n"
 */
export function stripHtml(text: string): UnfoldedText | null {
  if (!/<(?:html|body|pre|div|br|p)[\s/>]/i.test(text)) return null;
  const pieces: string[] = [];
  const starts: number[] = [];
  const origins: number[] = [];
  let length = 0;
  let from = 0;
  const push = (piece: string, origin: number) => {
    if (piece === '') return;
    pieces.push(piece);
    starts.push(length);
    origins.push(origin);
    length += piece.length;
  };
  markup.lastIndex = 0;
  for (let match = markup.exec(text); match !== null; match = markup.exec(text)) {
    const entity = match[2];
    const replacement = entity === undefined ? '\n' : entityText(entity);
    if (replacement === null) continue;
    push(text.slice(from, match.index), from);
    // Inline tags may stand in the middle of a token; a line break there is unfolded again.
    push(replacement, match.index);
    from = match.index + match[0].length;
  }
  push(text.slice(from), from);
  return { text: pieces.join(''), cuts: [], indexAt: createPieceMap(starts, origins) };
}

function createPieceMap(starts: readonly number[], origins: readonly number[]): (index: number) => number {
  let at = 0;
  return (index) => {
    if (starts[at] !== undefined && starts[at]! > index) at = 0;
    while (at + 1 < starts.length && starts[at + 1]! <= index) at++;
    return index - (starts[at] ?? 0) + (origins[at] ?? 0);
  };
}
