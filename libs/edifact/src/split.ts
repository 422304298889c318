import type { Separators } from './types.ts';

/** The characters that nearly every message uses. */
export const defaultSeparators: Separators = {
  component: ':',
  element: '+',
  decimal: '.',
  release: '?',
  terminator: "'",
};

function splitReleased(raw: string, separators: Separators): string[][] {
  const { component, element, release } = separators;
  const elements: string[][] = [];
  let components: string[] = [];
  let value = '';
  let from = 0;
  for (let i = 0; i < raw.length; i++) {
    const char = raw[i]!;
    if (char === release) {
      // Release: the next character is literal (ISO 9735 §5.1). At the end of the segment it stands for nothing.
      value += raw.slice(from, i);
      from = i + 1;
      i++;
    } else if (char === component || char === element) {
      components.push(value + raw.slice(from, i));
      value = '';
      from = i + 1;
      if (char === component) continue;
      elements.push(components);
      components = [];
    }
  }
  components.push(value + raw.slice(from));
  elements.push(components);
  return elements;
}

/**
 * Splits one segment into elements and components; element 0 is the tag. Absent and empty are the same.
 * @example elementsOf('RFF+AVF:K7QW2M', defaultSeparators) // [['RFF'], ['AVF', 'K7QW2M']]
 */
export function elementsOf(raw: string, separators: Separators): string[][] {
  const { component, element, release } = separators;
  if (release !== '' && raw.includes(release)) return splitReleased(raw, separators);
  const [elementCode, componentCode] = [element.charCodeAt(0), component.charCodeAt(0)];
  // Arrays of just their size: those that grow by push hold room for sixteen, and a manifest has ten thousand of them.
  const elements = new Array<string[]>(countOf(raw, elementCode) + 1);
  let from = 0;
  let first = -1;
  let several = false;
  for (let i = 0, n = 0; i <= raw.length; i++) {
    const code = raw.charCodeAt(i);
    if (code === componentCode) {
      several = first >= 0;
      if (!several) first = i;
    } else if (code === elementCode || i === raw.length) {
      if (first < 0) elements[n] = [raw.slice(from, i)];
      else if (several) elements[n] = raw.slice(from, i).split(component);
      else elements[n] = [raw.slice(from, first), raw.slice(first + 1, i)];
      n += 1;
      from = i + 1;
      first = -1;
      several = false;
    }
  }
  return elements;
}

function countOf(raw: string, code: number): number {
  let count = 0;
  for (let i = 0; i < raw.length; i++) if (raw.charCodeAt(i) === code) count += 1;
  return count;
}

/**
 * Reads one component, trimmed; an absent one is empty.
 * @example componentAt([['RFF'], ['AVF', ' K7QW2M']], 1, 1) // 'K7QW2M'
 */
export function componentAt(
  elements: readonly (readonly string[])[],
  element: number,
  component: number,
): string {
  const value = elements[element]?.[component];
  return value === undefined ? '' : value.trim();
}

/** Is the character at `index` released? True after an odd run of release characters. */
function isReleased(text: string, index: number, release: string, start: number): boolean {
  let run = 0;
  for (let i = index - 1; i >= start && text[i] === release; i--) run++;
  return run % 2 === 1;
}

/** Finds the next terminator that is not released, or -1. */
function nextTerminator(text: string, from: number, end: number, separators: Separators): number {
  const { release, terminator } = separators;
  let at = text.indexOf(terminator, from);
  while (at >= 0 && at < end) {
    if (release === '' || text[at - 1] !== release || !isReleased(text, at, release, from)) return at;
    at = text.indexOf(terminator, at + 1);
  }
  return -1;
}

/** Called for each segment with its trimmed text; return false to stop. */
export type SegmentVisitor = (raw: string, start: number, end: number, complete: boolean) => boolean;

/**
 * Cuts unfolded text at its terminators, in linear time, and hands each non-empty segment to `visit`.
 */
export function splitSegments(
  text: string,
  start: number,
  end: number,
  separators: Separators,
  visit: SegmentVisitor,
) {
  let position = start;
  while (position < end) {
    const found = nextTerminator(text, position, end, separators);
    const stop = found < 0 ? end : found;
    let first = position;
    while (first < stop && text.charCodeAt(first) <= 0x20) first++;
    const raw = text.slice(first, stop).trimEnd();
    if (raw !== '' && !visit(raw, first, stop, found >= 0)) return;
    position = stop + 1;
  }
}

/** Counts the release characters that stand before an ordinary character. */
export function countNeedlessReleases(
  text: string,
  start: number,
  end: number,
  separators: Separators,
): number {
  const { component, element, release, terminator } = separators;
  if (release === '') return 0;
  let count = 0;
  for (let at = text.indexOf(release, start); at >= 0 && at < end; at = text.indexOf(release, at + 2)) {
    const next = text[at + 1];
    if (next !== component && next !== element && next !== terminator && next !== release) count++;
  }
  return count;
}
