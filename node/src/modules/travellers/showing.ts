import type { CrossingSummary, DisplayName, TravellerDetail, TravellerRow } from '@jisr/contract';
import { airport } from '../../kernel/airports.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { CrossingRow } from './crossing-store.ts';
import { byMoment, type Field, type StatedDocument, type Statement, type View } from './fold.ts';
import type { TravellerDataRow } from './traveller-store.ts';
import { fullName } from './traveller-view.ts';
import type { HitCounts, TravellersDeps } from './types.ts';

const NO_HITS: HitCounts = { open: { 1: 0, 2: 0, 3: 0 }, decided: 0 };

type Deps = Pick<TravellersDeps, 'otherScript' | 'hitsOf' | 'answersOf' | 'partnerHitsOf' | 'hitCountsOf'>;

/** The rows as the API shows them, with what the upper layers know of each. */
export async function showCrossings(
  db: Db,
  rows: readonly CrossingRow[],
  deps: Pick<Deps, 'hitCountsOf'>,
): Promise<CrossingSummary[]> {
  const counts = await deps.hitCountsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const { open, decided } = counts.get(row.id) ?? NO_HITS;
    return {
      id: row.id,
      carrier: row.carrier,
      number: row.number,
      from: row.from,
      to: row.to,
      fromName: cityOf(row.from),
      toName: cityOf(row.to),
      departure: row.departure,
      departureAt: row.departureAt,
      arrival: row.arrival,
      arrivalAt: row.arrivalAt,
      direction: row.direction,
      status: row.status,
      test: row.test,
      travellers: row.travellers,
      crew: row.crew,
      declared: row.declared,
      screened: row.screened,
      openHits: open,
      decidedHits: decided,
      qualityScore: row.qualityScore,
      lastMessageAt: row.lastReceivedAt,
    };
  });
}

const cityOf = (port: string | null) => (port === null ? null : (airport(port)?.city ?? null));

/** A name as supplied, with its form in the other script where one can be made. */
export function displayName(
  who: { surname: string | null; givenNames: string | null },
  otherScript: Deps['otherScript'],
): DisplayName {
  const text = fullName(who);
  return { text, other: text === '' ? null : otherScript(text) };
}

/** The rows as the API shows them. */
export async function showTravellers(
  db: Db,
  rows: readonly TravellerDataRow[],
  deps: Pick<Deps, 'otherScript' | 'hitsOf' | 'answersOf' | 'partnerHitsOf'>,
): Promise<TravellerRow[]> {
  const ids = rows.map(({ id }) => id);
  const hits = await deps.hitsOf(db, ids);
  const answers = await deps.answersOf(db, ids);
  const partnerHits = await deps.partnerHitsOf(db, ids);
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    status: row.status,
    name: displayName(row, deps.otherScript),
    birthDate: row.birthDate,
    gender: row.gender,
    nationality: row.nationality,
    document: row.document,
    seat: row.seat,
    locator: row.locator,
    answer: answers.get(row.id) ?? null,
    hits: hits.get(row.id) ?? [],
    partnerHit: partnerHits.get(row.id) ?? null,
    issues: row.issues,
  }));
}

/** Every statement about a traveller, the newest first, and whether the current view shows it. */
export function showFacts(statements: readonly Statement[], view: View): TravellerDetail['facts'] {
  return statements
    .toSorted(byMoment)
    .toReversed()
    .flatMap((statement) => factsOf(statement, view));
}

function factsOf({ facts, messageId, statedAt }: Statement, view: View): TravellerDetail['facts'] {
  const shown = Object.entries(facts) as [Field, { value: unknown; segment: number | null }][];
  return shown.flatMap(([field, { value, segment }]) => {
    if (field === 'issues' || (field === 'status' && value === 'expected')) return [];
    const current = view[field]?.messageId === messageId;
    if (field !== 'documents')
      return [{ field, value: factText(value), messageId, statedAt, segment, current }];
    return (value as StatedDocument[]).map((document) => ({
      field: 'document',
      value: [document.type, document.number, document.issuer, document.expiry].filter(Boolean).join(' '),
      messageId,
      statedAt,
      segment: document.segment,
      current,
    }));
  });
}

function factText(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { count, weightKg } = value as { count: number | null; weightKg: number | null };
  return [count === null ? [] : [`${count}`], weightKg === null ? [] : [`${weightKg} kg`]].flat().join(' / ');
}
