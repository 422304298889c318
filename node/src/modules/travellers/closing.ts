import type { CrossingMessageRow, ListedReference } from './crossing-store.ts';
import { byMoment, type Closure, documentKey, type Moment, type Statement } from './fold.ts';
import { groupBy } from './grouping.ts';
import { nameKey } from './name-folding.ts';
import { missingParts } from './series.ts';
import { closureKindOf } from './stating.ts';

/** A whole close-out list: all parts of it that have come. */
export interface CloseOut extends Moment {
  readonly kind: Closure['kind'];
  readonly complete: boolean;
  readonly messageIds: readonly string[];
  readonly listed: readonly ListedReference[];
}

/** Someone of the crossing as a close-out list may name them. */
export interface Member {
  readonly id: string;
  readonly reference: string | null;
  readonly locator: string | null;
  readonly nameKey: string | null;
  readonly documentKeys: readonly string[];
}

/** The close-out lists among what was said of a crossing; the parts of a series are one list (travellers.md §1.3). */
export function closeOuts(rows: readonly CrossingMessageRow[]): CloseOut[] {
  const lists = groupBy(
    rows.filter((row) => closureKindOf(row.function) !== null),
    (row) => `${row.function}|${row.seriesKey ?? row.messageId}`,
  );
  return [...lists.values()].map((parts) => {
    const { messageId, statedAt, receivedAt, function: of } = parts.toSorted(byMoment).at(-1)!;
    return {
      messageId,
      statedAt,
      receivedAt,
      kind: closureKindOf(of) ?? 'on-board',
      complete: missingParts(parts).length === 0,
      messageIds: parts.map((part) => part.messageId),
      listed: parts.flatMap((part) => part.listed ?? []),
    };
  });
}

/**
 * Whom a close-out list means: by the carrier's reference, else by the locator where only one traveller has it, else by
 * document or name where they are given (travellers.md §2.3).
 *
 * @returns the members, and the entries that mean nobody who is known
 */
export function resolveListed(
  listed: readonly ListedReference[],
  members: readonly Member[],
): { ids: Set<string>; unknown: ListedReference[] } {
  const byReference = groupBy(members, ({ reference }) => reference);
  const byLocator = groupBy(members, ({ locator }) => locator);
  const ids = new Set<string>();
  const unknown: ListedReference[] = [];
  for (const entry of listed) {
    const referred = entry.reference === null ? [] : (byReference.get(entry.reference) ?? []);
    const booked = entry.locator === null ? [] : (byLocator.get(entry.locator) ?? []);
    const told = referred.length > 0 ? referred : booked.length === 1 ? booked : described(entry, members);
    for (const { id } of told) ids.add(id);
    if (told.length === 0) unknown.push(entry);
  }
  return { ids, unknown };
}

function described(entry: ListedReference, members: readonly Member[]): Member[] {
  const numbers = entry.documentNumbers.map(documentKey);
  const byDocument = members.filter(({ documentKeys }) => documentKeys.some((key) => numbers.includes(key)));
  const name = nameKey(entry.surname, entry.givenNames);
  if (byDocument.length > 0 || name === null) return byDocument;
  const byName = members.filter((member) => member.nameKey === name);
  return byName.length === 1 ? byName : [];
}

/** The close-out lists as they concern one traveller. */
export const closuresOf = (
  lists: readonly (CloseOut & { readonly ids: ReadonlySet<string> })[],
  travellerId: string,
  statements: readonly Statement[],
): Closure[] =>
  lists.map(({ ids, messageIds, kind, complete, messageId, statedAt, receivedAt }) => ({
    messageId,
    statedAt,
    receivedAt,
    kind,
    complete,
    listed: ids.has(travellerId) || statements.some((said) => messageIds.includes(said.messageId)),
  }));
