/** Text without line breaks and control characters, and the way back to where each character stood. */
export interface UnfoldedText {
  readonly text: string;
  /** Positions (in the unfolded text) where something was taken out, ascending. */
  readonly cuts: ArrayLike<number>;
  readonly indexAt: (index: number) => number;
}

/** Where something is taken out: starts and ends in the folded text. Flat arrays, for there may be a million. */
interface Breaks {
  readonly starts: number[];
  /** End of the control characters. */
  readonly ends: number[];
  /** End of the blanks that follow them. */
  readonly blankEnds: number[];
  readonly indented: number;
}

/** The characters that never are data: C0 controls except the tabulator, DEL, and the line end of EBCDIC hosts. */
function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x09) || code === 0x7f || code === 0x85;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** A mail that was answered or passed on has a mark before each line; in front of the envelope it can't be data. */
const quotedEnvelope = /[\r\n](?:> ?)+UN[AB]/;

function findBreaks(text: string, quoted: boolean): Breaks {
  const [starts, ends, blankEnds]: [number[], number[], number[]] = [[], [], []];
  let indented = 0;
  for (let i = 0; i < text.length; i++) {
    if (!isControl(text.charCodeAt(i))) continue;
    starts.push(i);
    let end = i + 1;
    let stop = end;
    // A run may alternate: break, blanks, break. Its end is after the last control character.
    for (; stop < text.length; stop++) {
      const code = text.charCodeAt(stop);
      if (isControl(code)) end = stop + 1;
      else if (!isBlank(code) && !(quoted && code === 0x3e)) break;
    }
    ends.push(end);
    blankEnds.push(stop);
    if (stop > end) indented++;
    i = stop - 1;
  }
  return { starts, ends, blankEnds, indented };
}

/**
 * The column at which lines were wrapped by force, or 0. Where most lines have exactly the same length and not
 * every line is indented, a blank at the start of a line is data that the wrap pushed there, not an indent.
 */
function wrapColumn({ starts, ends, indented }: Breaks): number {
  if (indented === 0 || indented === starts.length) return 0;
  const lengths = new Map<number, number>();
  let lines = 0;
  for (let i = 0; i < starts.length; i++) {
    const length = starts[i]! - (i === 0 ? 0 : ends[i - 1]!);
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

function createIndexMap(cuts: ArrayLike<number>, removed: ArrayLike<number>): (index: number) => number {
  let at = 0;
  return (index) => {
    if (at > 0 && cuts[at - 1]! > index) at = 0;
    while (at < cuts.length && cuts[at]! <= index) at++;
    return index + (at === 0 ? 0 : removed[at - 1]!);
  };
}

/** Native deletion where every run goes as a whole; piece by piece where a blank may be data. */
function removeRuns(text: string, breaks: Breaks, stops: ArrayLike<number>, quoted: boolean): string {
  if (stops === breaks.blankEnds && !quoted)
    return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f\u0085][\u0000-\u0020\u007f\u0085]*/g, '');
  const pieces: string[] = [];
  let from = 0;
  for (let i = 0; i < stops.length; i++) {
    pieces.push(text.slice(from, breaks.starts[i]!));
    from = stops[i]!;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

/** Where each run ends: before its blanks, if the line before it is full and they may be data. */
function stopsOf(breaks: Breaks, column: number): ArrayLike<number> {
  if (column === 0) return breaks.blankEnds;
  return breaks.blankEnds.map((blankEnd, i) => {
    const length = breaks.starts[i]! - (i === 0 ? 0 : breaks.ends[i - 1]!);
    return length === column ? breaks.ends[i]! : blankEnd;
  });
}

/**
 * Deletes line breaks, the blanks that follow them and control characters (SOH, STX, ETX, FF, BEL …); blanks inside
 * data stay. Hard wraps fall in the middle of a token, so lines are joined without a blank (travellers.md §1, step 4).
 * @example unfold("NAD+FL+++ALSHE\r\nMALI:NOORA'").text // "NAD+FL+++ALSHEMALI:NOORA'"
 */
export function unfold(text: string): UnfoldedText {
  const quoted = quotedEnvelope.test(text);
  const breaks = findBreaks(text, quoted);
  if (breaks.starts.length === 0) return { text, cuts: [], indexAt: (index) => index };
  const stops = stopsOf(breaks, wrapColumn(breaks));
  const cuts = new Uint32Array(stops.length);
  const removed = new Uint32Array(stops.length);
  let total = 0;
  for (let i = 0; i < stops.length; i++) {
    cuts[i] = breaks.starts[i]! - total;
    total += stops[i]! - breaks.starts[i]!;
    removed[i] = total;
  }
  return { text: removeRuns(text, breaks, stops, quoted), cuts, indexAt: createIndexMap(cuts, removed) };
}
