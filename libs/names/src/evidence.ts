import { genderCodes, kindCodes } from './codes.ts';
import { packBirthDate, packNation, unpackNation } from './facts.ts';
import type { IndexData } from './layout.ts';
import type { EvidenceTerm, NameQuery } from './types.ts';
import { bit } from './weights.ts';

/** Evidence beyond the name, each a log-likelihood ratio of its own (names.md §0.6 and §7). */
const price = (bits: number): number => Math.round(bits * bit);

// Same day: about 1 in 20,000 strangers of working age, and seven in ten of the same people.
const birth = {
  sameDay: price(12.5),
  swapped: price(9),
  sameMonth: price(6.5),
  sameYear: price(4),
  inRange: price(2.5),
  nearDay: price(5),
  nearYear: price(0.5),
  decade: price(-3),
  differs: price(-6),
} as const;
const nation = { equal: price(3), differs: price(-1.5) } as const;
const gender = { equal: price(0.7), differs: price(-4) } as const;
const documentEqual = price(60);

/** The most that each kind can speak for and against, in 1/256 bit. An equal document number is never held against. */
export const evidenceLimits = {
  'birth-date': { most: birth.sameDay, least: birth.differs },
  nationality: { most: nation.equal, least: nation.differs },
  gender: { most: gender.equal, least: gender.differs },
  document: { most: documentEqual, least: 0 },
} as const;

interface Term {
  readonly detail: string;
  readonly bits: number;
}

const precise = (date: readonly [number, number]): boolean => date[0] === date[1];
const yearOf = (n: number): number => Math.floor(n / 10_000);

/** Compares two birth dates, each perhaps a year, a month or a range. */
const compareBirth = (a: readonly [number, number], b: readonly [number, number]): Term => {
  if (precise(a) && precise(b)) {
    if (a[0] === b[0]) return { detail: 'same-day', bits: birth.sameDay };
    const [day, month] = [a[0] % 100, Math.floor(a[0] / 100) % 100];
    if (yearOf(a[0]) * 10_000 + day * 100 + month === b[0])
      return { detail: 'day-month-swapped', bits: birth.swapped };
    const differing = [...String(a[0])].filter((digit, i) => digit !== String(b[0])[i]).length;
    if (differing === 1) return { detail: 'one-digit', bits: birth.nearDay };
    if (yearOf(a[0]) === yearOf(b[0])) return { detail: 'same-year-other-day', bits: birth.nearYear };
  } else if (a[0] <= b[1] && b[0] <= a[1]) {
    const wide = yearOf(a[1]) - yearOf(a[0]) + yearOf(b[1]) - yearOf(b[0]);
    if (wide > 0) return { detail: 'within-range', bits: birth.inRange };
    const months = [a, b].every(([from, to]) => to - from < 100);
    return months
      ? { detail: 'same-month', bits: birth.sameMonth }
      : { detail: 'same-year', bits: birth.sameYear };
  }
  const gap = Math.max(yearOf(b[0]) - yearOf(a[1]), yearOf(a[0]) - yearOf(b[1]), 0);
  if (gap <= 2) return { detail: 'near-year', bits: birth.nearYear };
  return gap <= 10
    ? { detail: 'other-year', bits: birth.decade }
    : { detail: 'far-year', bits: birth.differs };
};

const birthText = (from: number, to: number): string => {
  const text = String(from).padStart(8, '0');
  if (from === to) return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  if (yearOf(from) !== yearOf(to)) return `${yearOf(from)}/${yearOf(to)}`;
  return to - from < 100 ? `${text.slice(0, 4)}-${text.slice(4, 6)}` : text.slice(0, 4);
};

/** Terms are integers of 1/256 bit until the explanation divides them. */
type FixedTerm = EvidenceTerm;
const unknown = (kind: EvidenceTerm['kind'], query: string | null, list: string | null): FixedTerm => ({
  kind,
  verdict: 'unknown',
  detail: 'not-stated',
  query,
  list,
  bits: 0,
});

/** A query's facts, read once. */
export interface QueryFacts {
  readonly query: NameQuery;
  readonly birth: readonly [number, number] | null;
  readonly nations: readonly number[];
}

export const readFacts = (query: NameQuery): QueryFacts => ({
  query,
  birth: query.birthDate == null ? null : packBirthDate(query.birthDate),
  nations: (query.nationalities ?? []).map(packNation).filter((code) => code !== 0),
});

const birthTerm = (data: IndexData, entry: number, facts: QueryFacts): FixedTerm => {
  const [from, to] = [data.birthStart[entry]!, data.birthStart[entry + 1]!];
  if (facts.birth === null || from === to) return unknown('birth-date', facts.query.birthDate ?? null, null);
  let best: Term | null = null;
  let at = from;
  for (let i = from; i < to; i++) {
    const term = compareBirth(facts.birth, [data.birthFrom[i]!, data.birthTo[i]!]);
    if (best === null || term.bits > best.bits) [best, at] = [term, i];
  }
  const verdict =
    best!.bits >= birth.sameYear && best!.detail.startsWith('same')
      ? 'equal'
      : best!.bits > 0
        ? 'near'
        : 'differs';
  return {
    kind: 'birth-date',
    verdict,
    ...best!,
    query: facts.query.birthDate ?? null,
    list: birthText(data.birthFrom[at]!, data.birthTo[at]!),
  };
};

const nationTerm = (data: IndexData, entry: number, facts: QueryFacts): FixedTerm => {
  const listed = data.nationCode
    .subarray(data.nationStart[entry]!, data.nationStart[entry + 1]!)
    .filter((code) => code !== 0);
  const list = listed.length === 0 ? null : Array.from(listed, unpackNation).join(' ');
  const query = facts.nations.length === 0 ? null : facts.nations.map(unpackNation).join(' ');
  if (list === null || query === null) return unknown('nationality', query, list);
  const equal = facts.nations.some((code) => listed.includes(code));
  return {
    kind: 'nationality',
    verdict: equal ? 'equal' : 'differs',
    detail: equal ? 'shared' : 'none-shared',
    query,
    list,
    bits: equal ? nation.equal : nation.differs,
  };
};

const genderTerm = (data: IndexData, entry: number, facts: QueryFacts): FixedTerm => {
  const list = genderCodes[data.entryGender[entry]!] ?? null;
  const query = facts.query.gender ?? null;
  if (list === null || query === null || list === 'X' || query === 'X') return unknown('gender', query, list);
  const equal = list === query;
  return {
    kind: 'gender',
    verdict: equal ? 'equal' : 'differs',
    detail: equal ? 'same' : 'other',
    query,
    list,
    bits: equal ? gender.equal : gender.differs,
  };
};

/** All four terms of one listing, in 1/256 bit. */
export const evidenceTerms = (data: IndexData, entry: number, facts: QueryFacts): readonly FixedTerm[] => [
  birthTerm(data, entry, facts),
  nationTerm(data, entry, facts),
  genderTerm(data, entry, facts),
  facts.query.documentMatch === true
    ? {
        kind: 'document',
        verdict: 'equal',
        detail: 'number-equal',
        query: null,
        list: null,
        bits: documentEqual,
      }
    : unknown('document', null, null),
];

export const evidenceBits = (data: IndexData, entry: number, facts: QueryFacts): number =>
  evidenceTerms(data, entry, facts).reduce((sum, term) => sum + term.bits, 0);

/** No listing can have more evidence than this beside its name. */
export const mostEvidence = ({ query, birth: date, nations }: QueryFacts): number =>
  (date === null ? 0 : birth.sameDay) +
  (nations.length === 0 ? 0 : nation.equal) +
  (query.gender == null ? 0 : gender.equal) +
  (query.documentMatch === true ? documentEqual : 0);

/** True where the listing is of the kind asked for, or none was asked for. */
export const isOfKind = (data: IndexData, entry: number, query: NameQuery): boolean =>
  query.kind === undefined || kindCodes[data.entryKind[entry]!] === query.kind;
