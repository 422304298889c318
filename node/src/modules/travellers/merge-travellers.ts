import type { Issue } from '@jisr/contract';
import type { TravellerRecord, TravelMessage } from '@jisr/travel-messages';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { closeOuts, closuresOf, type Member, resolveListed } from './closing.ts';
import type { CrossingMessageRow, ListedReference } from './crossing-store.ts';
import {
  documentKey,
  type Facts,
  foldTraveller,
  type Moment,
  type Statement,
  screenedFacts,
  type View,
} from './fold.ts';
import { issue } from './issues.ts';
import { type Identity, matchTravellers } from './matching.ts';
import { nameKey } from './name-folding.ts';
import { issueCounts, travellerFacts } from './stating.ts';
import {
  insertStatements,
  replaceDocuments,
  type StatementWrite,
  selectStatements,
  selectTravellersOfCrossing,
  type TravellerDataRow,
  upsertTravellers,
} from './traveller-store.ts';
import { documentRows, travellerRow } from './traveller-view.ts';
import type { MessageToApply, TravellersDeps } from './types.ts';

type Deps = Pick<TravellersDeps, 'otherScript'>;

/** Functions that speak of travellers who must be known already (§2.3). */
const ABOUT_KNOWN: readonly TravelMessage['function'][] = ['change', 'cancel', 'reduction'];

/** A message and what is known of its crossing. */
interface Merge extends MessageToApply {
  readonly moment: Moment;
  readonly crossing: { readonly id: string; readonly made: boolean };
  readonly rows: readonly CrossingMessageRow[];
  readonly listed: readonly ListedReference[] | null;
}

/**
 * Matches the travellers of a message to those known, folds what is said of each, and writes all of it in sets. Only the
 * travellers whom the message touches are read, but for a close-out, which speaks of everybody.
 *
 * @returns whom the message touched, whose facts for screening changed, and what only the node could see
 */
export async function mergeTravellers(kernel: Kernel, deps: Deps, tx: Db, merge: Merge) {
  const { message, moment, crossing, rows, receivedAt } = merge;
  const known = crossing.made ? [] : await selectTravellersOfCrossing(tx, crossing.id);
  const stated = statementsOf(message, known, () => kernel.ids.uuid());
  const lists = closeOuts(rows);
  // A close-out speaks of everybody; any other message only of those whom it names.
  const before = lists.length > 0 ? known : known.filter(({ id }) => stated.has(id));
  const knownIds = new Set(known.map(({ id }) => id));
  const fresh = [...stated.keys()].filter((id) => !knownIds.has(id));
  const statements =
    before.length > 0
      ? await selectStatements(
          tx,
          before.map(({ id }) => id),
        )
      : new Map();
  for (const [id, { facts }] of stated)
    statements.set(id, [...(statements.get(id) ?? []), { ...moment, facts }]);
  const ids = [...before.map(({ id }) => id), ...fresh];
  const { views, unknown } = foldAll(ids, statements, lists, moment.messageId);
  const changed = changedIds(before, views);
  const writes = ids.map((id) => travellerRow(id, views.get(id)!, deps.otherScript));
  if (writes.length > 0) {
    const rescreen = before.map(({ id }) => id).filter((id) => changed.has(id));
    await upsertTravellers(tx, crossing.id, receivedAt, writes, rescreen);
    const documented = ids.filter((id) => stated.has(id));
    const replaced = documented.filter((id) => knownIds.has(id));
    await replaceDocuments(tx, replaced, documentRows(documented, views));
    await insertStatements(tx, moment, [...stated.values()]);
  }
  return {
    touched: lists.some(({ messageIds }) => messageIds.includes(moment.messageId)) ? ids : [...stated.keys()],
    changed: ids.filter((id) => changed.has(id)),
    issues: [...unknownIssues(unknown), ...strangerIssues(message, fresh.length)],
  };
}

/** The message's statements by traveller: those known keep their id, the others get one. */
function statementsOf(
  message: TravelMessage,
  known: readonly TravellerDataRow[],
  newId: () => string,
): Map<string, StatementWrite> {
  const identities = message.travellers.map(identityOf);
  const matches = matchTravellers(identities, known.map(knownIdentity), amends(message));
  const issues = issueCounts(message);
  const ids: string[] = [];
  const stated = new Map<string, StatementWrite>();
  matches.forEach((match, ordinal) => {
    const id = match === null ? newId() : match.startsWith('#') ? ids[Number(match.slice(1))]! : match;
    ids.push(id);
    const facts = travellerFacts(message.travellers[ordinal]!, issues.get(ordinal) ?? 0, message);
    const earlier = stated.get(id);
    stated.set(
      id,
      earlier ? { ...earlier, facts: joined(earlier.facts, facts) } : { travellerId: id, ordinal, facts },
    );
  });
  return stated;
}

/** Two equal records of one message: what the second adds is kept. */
const joined = (one: Facts, other: Facts): Facts => {
  const documents = [...(one.documents?.value ?? []), ...(other.documents?.value ?? [])];
  const source = one.documents ?? other.documents;
  return { ...other, ...one, ...(source ? { documents: { ...source, value: documents } } : {}) };
};

function foldAll(
  ids: readonly string[],
  statements: ReadonlyMap<string, readonly Statement[]>,
  lists: ReturnType<typeof closeOuts>,
  messageId: string,
): { views: Map<string, View>; unknown: ListedReference[] } {
  const said = (id: string) => statements.get(id) ?? [];
  const views = new Map(ids.map((id) => [id, foldTraveller(said(id), [])]));
  if (lists.length === 0) return { views, unknown: [] };
  const members = ids.map((id) => memberOf(id, views.get(id)!));
  const resolved = lists.map((list) => ({ ...list, ...resolveListed(list.listed, members) }));
  for (const id of ids) views.set(id, foldTraveller(said(id), closuresOf(resolved, id, said(id))));
  const own = resolved.find(({ messageIds }) => messageIds.includes(messageId));
  return { views, unknown: own?.unknown ?? [] };
}

const memberOf = (id: string, view: View): Member => ({
  id,
  reference: view.reference?.value ?? null,
  locator: view.locator?.value ?? null,
  nameKey: nameKey(view.surname?.value ?? null, view.givenNames?.value ?? null),
  documentKeys: (view.documents?.value ?? []).map(({ number }) => documentKey(number)),
});

/** New travellers, those with other facts for screening, and those who travel after all. */
function changedIds(before: readonly TravellerDataRow[], views: ReadonlyMap<string, View>): Set<string> {
  const old = new Map(before.map((row) => [row.id, row]));
  const travels = (status: string | undefined) => status === 'expected' || status === 'boarded';
  const changed = [...views].filter(([id, view]) => {
    const row = old.get(id);
    if (!row) return true;
    const returned = !travels(row.status) && travels(view.status?.value);
    return returned || screenedFacts(row.view) !== screenedFacts(view);
  });
  return new Set(changed.map(([id]) => id));
}

const amends = (message: TravelMessage): boolean => message.function === 'change' || message.amends;

const identityOf = (record: TravellerRecord): Identity => ({
  reference: record.reference,
  locator: record.locator,
  surname: record.surname,
  givenNames: record.givenNames,
  birthDate: record.birthDate,
  documents: record.documents.flatMap(({ type, number, issuer }) =>
    number ? [{ type, number, issuer }] : [],
  ),
});

const knownIdentity = (row: TravellerDataRow) => ({
  id: row.id,
  reference: row.view.reference?.value ?? null,
  locator: row.view.locator?.value ?? null,
  surname: row.surname,
  givenNames: row.givenNames,
  birthDate: row.birthDate,
  documents: row.view.documents?.value ?? [],
});

const unknownIssues = (unknown: readonly ListedReference[]): Issue[] =>
  unknown.map(({ reference, locator, surname }) => {
    const named = reference ?? locator ?? surname ?? '?';
    return issue('CLOB_UNKNOWN_REF', { reference: named }, named);
  });

const strangerIssues = (message: TravelMessage, strangers: number): Issue[] =>
  ABOUT_KNOWN.includes(message.function)
    ? Array.from({ length: strangers }, () => issue('CHANGE_UNKNOWN_REF', {}))
    : [];
