import { backgroundTable } from './background-table.ts';
import { ordinaryWords } from './organisation-words.ts';
import { isArabicPart } from './spelling.ts';
import { symbolCode } from './symbols.ts';

/** A part of ordinary names with its share of all parts in its own script. */
export interface BackgroundPart {
  readonly symbols: Uint8Array;
  readonly share: number;
}

const readTable = (): BackgroundPart[] => {
  const read = backgroundTable
    .split(/[\n,]/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => {
      const [names, count] = item.split(' ');
      return { symbols: Uint8Array.from(names!.split('.').map(symbolCode)), share: Number(count) };
    });
  const total = (arabic: boolean): number =>
    read.reduce((sum, part) => (isArabicPart(part.symbols) === arabic ? sum + part.share : sum), 0);
  const totals = [total(false), total(true)];
  return read.map((part) => ({
    symbols: part.symbols,
    share: part.share / totals[isArabicPart(part.symbols) ? 1 : 0]!,
  }));
};

/** … and the words of organisations, unless people are called that: then it is as common as it is among them. */
const withOrganisations = (people: readonly BackgroundPart[]): BackgroundPart[] => {
  const known = new Set(people.map((part) => part.symbols.join()));
  return [...people, ...ordinaryWords().filter((word) => !known.has(word.symbols.join()))];
};

/** The fixed background: the same for every index, so that bits mean the same in every index. */
export const backgroundParts: readonly BackgroundPart[] = withOrganisations(readTable());
