/** An unfolded text: positions in it where lines were joined, ascending. */
interface JoinedLines {
  readonly text: string;
  readonly cuts: ArrayLike<number>;
}

const tagAtLineStart =
  /(?:UN[AGHTEZ]|BGM|RFF|DTM|GEI|NAD|CTA|COM|TDT|LOC|ATT|MEA|FTX|EMP|NAT|DOC|CNT|AUT) *(.)/y;

/** Index of the first cut after `position`. */
function firstCutAfter(cuts: ArrayLike<number>, position: number): number {
  let low = 0;
  for (let high = cuts.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (cuts[middle]! <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many lines end in a part of the text, and how many of them not at a terminator. */
export function countLines(
  { text, cuts }: JoinedLines,
  start: number,
  end: number,
  terminator: string,
): { readonly ends: number; readonly wraps: number } {
  const first = firstCutAfter(cuts, start);
  let at = first;
  let wraps = 0;
  for (; at < cuts.length && cuts[at]! < end; at++) if (text[cuts[at]! - 1] !== terminator) wraps++;
  return { ends: at - first, wraps };
}

/** Does the sender write a segment a line? Then a line that does not end a segment is the exception. */
export function isSegmentPerLine({
  ends,
  wraps,
}: {
  readonly ends: number;
  readonly wraps: number;
}): boolean {
  return wraps > 0 && ends >= 5 && wraps * 5 <= ends;
}

/**
 * Where, inside what looks like one segment, a line begins with the tag of another: its terminator was lost. Asked
 * only where a segment stands on each line; a line wrapped by force may begin with anything.
 */
export function findLostTerminators(
  { text, cuts }: JoinedLines,
  start: number,
  end: number,
  element: string,
): number[] {
  const found: number[] = [];
  for (let i = firstCutAfter(cuts, start); i < cuts.length && cuts[i]! < end; i++) {
    tagAtLineStart.lastIndex = cuts[i]!;
    if (tagAtLineStart.exec(text)?.[1] === element) found.push(cuts[i]!);
  }
  return found;
}
