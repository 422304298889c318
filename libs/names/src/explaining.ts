import { missingBits, pricesOf } from './aligning.ts';
import { articleFlag, kindCodes, roleOfUnit } from './codes.ts';
import { evidenceTerms, readFacts } from './evidence.ts';
import { findEntry } from './keys.ts';
import type { IndexData } from './layout.ts';
import { alignLetters, costliestRule } from './letters.ts';
import { isUnwritten, readListed } from './organisations.ts';
import { roles } from './particles.ts';
import type { NamePart } from './parts.ts';
import { type Reading, readQuery } from './reading.ts';
import { defaultThresholdBits, scoreOfBits, toBits } from './scoring.ts';
import type { Segment } from './search.ts';
import { differsInScript, partDistance } from './spelling.ts';
import type { Lexicon } from './splitting.ts';
import type { EvidenceScope, Explanation, ExplanationPart, NameQuery, PartRelation } from './types.ts';
import { type NamePrices, weights } from './weights.ts';

const decoder = new TextDecoder();
export const nameText = (data: IndexData, name: number): string =>
  decoder.decode(data.textBytes.slice(data.textStart[name]!, data.textStart[name + 1]!));

const plain = (
  queryPart: string | null,
  listPart: string | null,
  relation: PartRelation,
  rule: string,
  bits: number,
): ExplanationPart => ({ queryPart, listPart, relation, rule, bits, letters: [] });

/** The pair that a listed part was matched by, as a record. */
const matchedPart = (segment: Segment, reading: Reading, listed: NamePart, at: number): ExplanationPart[] => {
  const { table } = segment;
  const unit = reading.units[table.unit[at]!]!;
  const bits = table.bits[at]!;
  const cost = table.cost[at]!;
  const query = unit.part;
  const meaning = meaningRule(reading, query, listed, cost);
  if (meaning !== null) return [plain(query.text, listed.text, meaning.relation, meaning.rule, bits)];
  const joined = unit.to - unit.from > 1;
  const truncated = cost === 0xffff;
  const relation: PartRelation = truncated
    ? 'truncated'
    : joined
      ? 'joined'
      : listed.role === 'particle' || listed.role === 'kunya'
        ? 'particle'
        : differsInScript(query.symbols, listed.symbols)
          ? 'other-script'
          : cost === 0
            ? 'exact'
            : 'spelling';
  const rule = truncated ? 'field-full' : cost === 0 ? 'same-letters' : spellingRule(query, listed, cost);
  const part: ExplanationPart = {
    queryPart: query.text,
    listPart: listed.text,
    relation,
    rule,
    bits,
    letters: truncated ? [] : alignLetters(query, listed),
  };
  const article =
    query.article === listed.article
      ? []
      : [plain(query.text, listed.text, 'particle', 'article', weights.articleDiffers)];
  return [part, ...article];
};

/** What an organisation's words were compared by, where it is not their letters: what they mean, or initials. */
const meaningRule = (
  reading: Reading,
  query: NamePart,
  listed: NamePart,
  cost: number,
): { readonly rule: string; readonly relation: PartRelation } | null => {
  if (isUnwritten(listed)) return { rule: 'acronym-of-listed', relation: 'initial' };
  if (reading.acronym) return { rule: 'acronym-of-query', relation: 'initial' };
  if (cost !== 0 || query.role !== listed.role || (query.role !== 'form' && query.role !== 'generic'))
    return null;
  const same = query.text.toLowerCase() === listed.text.toLowerCase();
  const rule = query.role === 'form' ? 'same-form' : 'same-meaning';
  return same ? null : { rule, relation: 'spelling' };
};

/** A pair that is nearer than its letters is joined by its family of spellings (families.ts). */
const spellingRule = (query: NamePart, listed: NamePart, cost: number): string =>
  partDistance(query.symbols, listed.symbols) > cost ? 'name-family' : costliestRule(query, listed);

interface Left {
  readonly text: string;
  readonly price: number;
  readonly rule: string;
}

/** What has no partner, with the prices of aligning.ts leftovers(), to the last unit. */
const leftoverParts = (
  segment: Segment,
  reading: Reading,
  listed: readonly NamePart[],
  rolesOf: readonly number[],
): ExplanationPart[] => {
  const { neighbourOf, listedOf } = segment.aligner.alignment;
  const out: ExplanationPart[] = [];
  const missing: Left[] = [];
  const ordinary: Left[] = [];
  listed.forEach((part, j) => {
    if (neighbourOf[j] !== -1) return;
    const role = roles[rolesOf[j]! & (articleFlag - 1)]!;
    const price = missingBits(reading, role, j, listed.length);
    const rule =
      role !== 'name'
        ? `missing-${role}`
        : reading.truncated
          ? 'missing-after-cut'
          : j === 0
            ? 'missing-first'
            : j === listed.length - 1
              ? 'missing-last'
              : 'missing-middle';
    if (role === 'name') missing.push({ text: part.text, price, rule });
    else if (role === 'generic') ordinary.push({ text: part.text, price, rule });
    else out.push(plain(null, part.text, 'missing', rule, price));
  });
  const prices = pricesOf(reading);
  const extra: string[] = [];
  const ordinaryExtra: string[] = [];
  let group = -1;
  reading.slots.forEach((slot, i) => {
    if (listedOf[i]! >= 0 || reading.groups[i] === group) return;
    if (slot.role === 'generic') ordinaryExtra.push(slot.text);
    else if (slot.role !== 'name')
      out.push(plain(slot.text, null, 'extra', `extra-${slot.role}`, prices.extra[slot.role]));
    else {
      extra.push(slot.text);
      group = reading.groups[i]!;
    }
  });
  return [
    ...out,
    ...activityParts(prices, ordinary, ordinaryExtra),
    ...conflictParts(prices, missing, extra),
  ];
};

/** Ordinary words without a partner: one on each side is another activity. */
const activityParts = (
  prices: NamePrices,
  missing: readonly Left[],
  extra: readonly string[],
): ExplanationPart[] => {
  const other = Math.min(missing.length, extra.length);
  return [
    ...missing
      .slice(0, other)
      .map(({ text }, i) => plain(extra[i]!, text, 'conflict', 'other-activity', prices.otherActivity)),
    ...missing.slice(other).map(({ text, price, rule }) => plain(null, text, 'missing', rule, price)),
    ...extra.slice(other).map((text) => plain(text, null, 'extra', 'extra-generic', prices.extra.generic)),
  ];
};

const conflictParts = (
  prices: NamePrices,
  missing: readonly Left[],
  extra: readonly string[],
): ExplanationPart[] => {
  const conflicts = Math.min(missing.length, extra.length);
  const out = Array.from({ length: conflicts }, (_, i) =>
    plain(extra[i]!, missing[i]!.text, 'conflict', 'other-name', prices.conflict),
  );
  const rest = missing.slice(conflicts);
  const sum = missing.reduce((total, left) => total + left.price, 0);
  let share = missing.length === 0 ? 0 : Math.round((sum * rest.length) / missing.length);
  rest.forEach((left, i) => {
    const bits = i === rest.length - 1 ? share : Math.round(share / (rest.length - i));
    share -= bits;
    out.push(plain(null, left.text, 'missing', left.rule, bits));
  });
  for (const text of extra.slice(conflicts))
    out.push(plain(text, null, 'extra', 'extra-name', prices.extra.name));
  return out;
};

/** The parts of a listed name as they were read when the index was built: one text may stand for several names. */
const listedParts = (data: IndexData, name: number): readonly NamePart[] => {
  let first = name;
  const [entry, ordinal] = [data.nameEntry[name]!, data.nameOrdinal[name]!];
  while (first > 0 && data.nameEntry[first - 1] === entry && data.nameOrdinal[first - 1] === ordinal)
    first -= 1;
  return readListed(nameText(data, name), kindCodes[data.entryKind[entry]!]!)[name - first]!;
};

const explainParts = (segment: Segment, reading: Reading, name: number): ExplanationPart[] => {
  const { data } = segment;
  const total = segment.aligner.score(reading, name);
  const { alignment } = segment.aligner;
  const from = data.nameUnitStart[name]!;
  const listed = listedParts(data, name);
  const rolesOf = listed.map((_, j) => roleOfUnit(data.units[from + j]!));
  const parts: ExplanationPart[] = [];
  listed.forEach((part, j) => {
    const at = alignment.neighbourOf[j]!;
    if (at >= 0) parts.push(...matchedPart(segment, reading, part, at));
    else if (at < -1)
      parts.push(
        plain(reading.slots[-2 - at]!.text, part.text, 'initial', 'first-letter', weights.initialMatch),
      );
  });
  if (parts.length === 0)
    return [
      plain(
        reading.slots.map((slot) => slot.text).join(' '),
        listed.map((part) => part.text).join(' '),
        'conflict',
        'nothing-shared',
        total,
      ),
    ];
  parts.push(...leftoverParts(segment, reading, listed, rolesOf));
  if (alignment.orderBits !== 0)
    parts.push(
      plain(
        null,
        null,
        'particle',
        alignment.orderBits === pricesOf(reading).order.rotation ? 'order-rotated' : 'order-differs',
        alignment.orderBits,
      ),
    );
  if (alignment.wholeBits !== 0)
    parts.push(plain(null, null, 'exact', `whole-name-${alignment.wholeRule}`, alignment.wholeBits));
  return parts;
};

const sumBits = (parts: readonly { readonly bits: number }[]): number =>
  parts.reduce((sum, part) => sum + part.bits, 0);

/** The best reading and name of an entry, recomputed by the same aligner that searched. */
const bestParts = (
  segment: Segment,
  readings: readonly Reading[],
  entry: number,
  ordinal: number | undefined,
) => {
  const { data, finder } = segment;
  let best: { readonly name: number; readonly parts: ExplanationPart[]; readonly bits: number } | null = null;
  for (const reading of readings) {
    finder.find(reading.units);
    for (let name = data.entryFirstName[entry]!; name < data.entryFirstName[entry + 1]!; name++) {
      if (ordinal !== undefined && data.nameOrdinal[name] !== ordinal) continue;
      const parts = explainParts(segment, reading, name);
      const bits = sumBits(parts);
      if (best === null || bits > best.bits) best = { name, parts, bits };
    }
  }
  return best;
};

/** Where the listing is in force: in one of the segments at most. */
const holderOf = (segments: readonly Segment[], key: number) => {
  for (const segment of segments) {
    const entry = findEntry(segment.data, key);
    if (entry >= 0 && !segment.isRemoved(entry)) return { segment, entry };
  }
  return null;
};

/** See {@link NameIndex.explain}. */
export const explainMatch = (
  segments: readonly Segment[],
  lexicon: Lexicon,
  query: NameQuery,
  key: number,
  ordinal: number | undefined,
  scope: EvidenceScope,
  threshold = defaultThresholdBits,
): Explanation | null => {
  const holder = holderOf(segments, key);
  if (holder === null) return null;
  const { segment, entry } = holder;
  const { data } = segment;
  const best = bestParts(segment, readQuery(lexicon, query), entry, ordinal);
  if (best === null) return null;
  const terms = scope === 'all' ? evidenceTerms(data, entry, readFacts(query)) : [];
  const totalBits = toBits(best.bits + sumBits(terms));
  return {
    key,
    nameOrdinal: data.nameOrdinal[best.name]!,
    queryName: query.name,
    listName: nameText(data, best.name),
    parts: best.parts.map((part) => ({ ...part, bits: toBits(part.bits) })),
    evidence: terms.map((term) => ({ ...term, bits: toBits(term.bits) })),
    totalBits,
    score: scoreOfBits(totalBits),
    threshold,
    margin: totalBits - threshold,
  };
};
