import type { NamePart } from './parts.ts';
import { spellingSteps } from './spelling.ts';
import { readSymbols, symbolNames } from './symbols.ts';
import type { LetterRun } from './types.ts';

/** A step costs so little (1/16 bit units) that the letters count as the same sound. */
const sameSound = 16;

const sliceOf = (part: NamePart, starts: Uint16Array, from: number, width: number): string =>
  part.letters.slice(starts[from]!, starts[from + width] ?? part.letters.length);

/** The letters of two parts side by side, neighbours of one kind joined: what a screen colours. */
export const alignLetters = (query: NamePart, listed: NamePart): LetterRun[] => {
  const a = readSymbols(query.letters);
  const b = readSymbols(listed.letters);
  const runs: LetterRun[] = [];
  for (const step of spellingSteps(a.codes, b.codes)) {
    const run = {
      query: sliceOf(query, a.starts, step.i, step.di),
      list: sliceOf(listed, b.starts, step.j, step.dj),
      equal: step.cost < sameSound,
    };
    const last = runs[runs.length - 1];
    if (last !== undefined && last.equal === run.equal)
      runs[runs.length - 1] = { query: last.query + run.query, list: last.list + run.list, equal: run.equal };
    else runs.push(run);
  }
  return runs;
};

/** The costliest letters of a spelling, as a rule's code: `q-k`, `-h` for a letter that is not written. */
export const costliestRule = (query: NamePart, listed: NamePart): string => {
  const a = readSymbols(query.letters).codes;
  const b = readSymbols(listed.letters).codes;
  let worst = { cost: 0, rule: 'same-sound' };
  for (const step of spellingSteps(a, b)) {
    if (step.cost <= worst.cost) continue;
    const name = (codes: Uint8Array, from: number, width: number): string =>
      Array.from(codes.subarray(from, from + width), (code) => symbolNames[code]).join('');
    worst = { cost: step.cost, rule: `${name(a, step.i, step.di)}-${name(b, step.j, step.dj)}` };
  }
  return worst.rule;
};
