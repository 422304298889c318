/** Text without line breaks and control characters, and the way back to where each character stood. */
export interface UnfoldedText {
  readonly text: string;
  /** Positions (in the unfolded text) where something was taken out, ascending. */
  readonly cuts: readonly number[];
  readonly indexAt: (index: number) => number;
}

interface Break {
  readonly start: number;
  /** End of the control characters. */
  readonly end: number;
  /** End of the blanks that follow them. */
  readonly blanksEnd: number;
}

/** The characters that never are data: C0 controls except the tabulator, and DEL. */
const controls = /[\u0000-\u0008\u000a-\u001f\u007f]+[ \t]*/g;

function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x09) || code === 0x7f;
}

function findBreaks(text: string): Break[] {
  const breaks: Break[] = [];
  controls.lastIndex = 0;
  for (let match = controls.exec(text); match !== null; match = controls.exec(text)) {
    const start = match.index;
    const blanksEnd = start + match[0].length;
    let end = blanksEnd;
    while (end > start && !isControl(text.charCodeAt(end - 1))) end--;
    breaks.push({ start, end, blanksEnd });
  }
  return breaks;
}

/**
 * The column at which lines were wrapped by force, or 0. Where most lines have exactly the same length and not
 * every line is indented, a blank at the start of a line is data that the wrap pushed there, not an indent.
 */
function wrapColumn(breaks: readonly Break[]): number {
  if (!breaks.some((b) => b.blanksEnd > b.end) || breaks.every((b) => b.blanksEnd > b.end)) return 0;
  const lengths = new Map<number, number>();
  let lines = 0;
  let lineStart = 0;
  for (const b of breaks) {
    const length = b.start - lineStart;
    lineStart = b.end;
    if (length === 0) continue;
    lines++;
    lengths.set(length, (lengths.get(length) ?? 0) + 1);
  }
  let column = 0;
  let most = 1;
  for (const [length, count] of lengths) {
    if (count > most) {
      most = count;
      column = length;
    }
  }
  return column >= 40 && most * 2 >= lines ? column : 0;
}

function createIndexMap(cuts: readonly number[], removed: readonly number[]): (index: number) => number {
  let at = 0;
  return (index) => {
    if (at > 0 && cuts[at - 1]! > index) at = 0;
    while (at < cuts.length && cuts[at]! <= index) at++;
    return index + (at === 0 ? 0 : removed[at - 1]!);
  };
}

/**
 * Deletes line breaks, the blanks that follow them and control characters (SOH, STX, ETX, FF, BEL …); blanks inside
 * data stay. Hard wraps fall in the middle of a token, so lines are joined without a blank (travellers.md §1, step 4).
 * @example unfold("NAD+FL+++ALSHE\r\nMALI:NOORA'").text // "NAD+FL+++ALSHEMALI:NOORA'"
 */
export function unfold(text: string): UnfoldedText {
  const breaks = findBreaks(text);
  if (breaks.length === 0) return { text, cuts: [], indexAt: (index) => index };
  const column = wrapColumn(breaks);
  const pieces: string[] = [];
  const cuts: number[] = [];
  const removed: number[] = [];
  let from = 0;
  let lineStart = 0;
  let total = 0;
  for (const b of breaks) {
    const hard = column > 0 && b.start - lineStart === column;
    const to = hard ? b.end : b.blanksEnd;
    pieces.push(text.slice(from, b.start));
    cuts.push(b.start - total);
    total += to - b.start;
    removed.push(total);
    from = to;
    lineStart = b.end;
  }
  pieces.push(text.slice(from));
  return { text: pieces.join(''), cuts, indexAt: createIndexMap(cuts, removed) };
}
