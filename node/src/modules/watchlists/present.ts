import type { DisplayName, ListImport, Listing, ListingSummary, Officer, Watchlist } from '@jisr/contract';
import type { ListingDraft } from './formats/listing-draft.ts';
import type { ImportRow } from './import-store.ts';
import type { ListedRow, WatchlistRow } from './store.ts';
import type { ListInForce, WatchlistsDeps } from './types.ts';

type OtherScript = WatchlistsDeps['otherScript'];

/** The version as others see it: null until something came into force. */
export const versionOf = (list: Pick<WatchlistRow, 'version'>): string | null =>
  list.version === 0 ? null : String(list.version);

/** A watchlist in the contract's shape. */
export function watchlistOf(
  list: WatchlistRow,
  reminders: { dueForReview: number; expiringSoon: number } | undefined,
  liveVersion: string | null,
): Watchlist {
  const version = versionOf(list);
  return {
    id: list.id,
    code: list.code,
    name: { en: list.nameEn, ar: list.nameAr },
    owner: list.owner,
    format: list.format,
    sourceUrl: list.sourceUrl,
    instruction: list.instruction,
    legalBasis: list.legalBasis,
    handling: list.handling,
    active: list.active,
    people: list.people,
    version,
    importedAt: list.importedAt,
    live: version !== null && liveVersion === version,
    dueForReview: reminders?.dueForReview ?? 0,
    expiringSoon: reminders?.expiringSoon ?? 0,
  };
}

/** A watchlist as screening sees it. */
export const listInForceOf = (list: WatchlistRow): ListInForce => ({
  id: list.id,
  code: list.code,
  name: { en: list.nameEn, ar: list.nameAr },
  instruction: list.instruction,
  legalBasis: list.legalBasis,
  handling: list.handling,
  version: versionOf(list),
  edition: list.edition,
  active: list.active,
});

/** The short form of a listing, with the instruction that holds: its own, else the list's. */
export function summaryOf(row: ListedRow, otherScript: OtherScript): ListingSummary {
  return {
    id: row.id,
    reference: row.data.reference,
    kind: row.data.kind,
    name: displayName(row.data.names, otherScript),
    watchlist: { id: row.watchlistId, code: row.code, name: row.name },
    instruction: row.data.instruction ?? row.listInstruction,
  };
}

/** The whole of a listing, with what it inherits from its list. */
export function listingOf(row: ListedRow, otherScript: OtherScript, today: string): Listing {
  const { data } = row;
  return {
    ...summaryOf(row, otherScript),
    names: data.names.map(({ text, quality, lang }) => ({ text, quality, lang })),
    birthDates: [...data.birthDates],
    birthPlaces: [...data.birthPlaces],
    nationalities: [...data.nationalities],
    gender: data.gender,
    documents: data.documents.map(({ type, number, issuer, note }) => ({ type, number, issuer, note })),
    addresses: [...data.addresses],
    programmes: [...data.programmes],
    legalBasis: data.legalBasis ?? row.listLegalBasis,
    originator: data.originator,
    handling: data.handling ?? row.listHandling,
    listedOn: data.listedOn,
    reviewOn: row.reviewOn,
    expiresOn: row.expiresOn,
    remarks: data.remarks,
    // The last day ends at midnight, not when the daily job has come round to it.
    status:
      row.status === 'active' && row.expiresOn !== null && row.expiresOn < today ? 'expired' : row.status,
  };
}

const ARABIC = /\p{Script=Arabic}/u;

/**
 * The first name, and beside it its form in the other script: the list's own where it gives one, else a generated one.
 *
 * @example
 * displayName([{ text: 'Amal', quality: 'primary', lang: null }, { text: 'أمل', quality: 'original', lang: 'ar' }], none);
 */
export function displayName(names: ListingDraft['names'], otherScript: OtherScript): DisplayName {
  const text = names[0]?.text ?? '';
  const wanted = ARABIC.test(text) ? 'en' : 'ar';
  const supplied = names.find((name) => isIn(name, wanted));
  if (supplied) return { text, other: { text: supplied.text, lang: wanted, source: 'supplied' } };
  return { text, other: text === '' ? null : otherScript(text) };
}

/** Persian and Urdu are written in the Arabic script too; where the list says so, they are not shown as Arabic. */
function isIn(name: ListingDraft['names'][number], wanted: 'ar' | 'en'): boolean {
  if (wanted === 'en') return /\p{Script=Latin}/u.test(name.text) && !ARABIC.test(name.text);
  return ARABIC.test(name.text) && (name.lang === null || /^(ar|und)\b/i.test(name.lang));
}

/** An import in the contract's shape. */
export function importOf(row: ImportRow, officers: ReadonlyMap<string, Officer>): ListImport {
  return {
    id: row.id,
    watchlistId: row.watchlistId,
    status: row.status,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    by: row.startedBy === null ? null : (officers.get(row.startedBy) ?? null),
    source: row.source,
    digest: row.digest,
    read: row.read,
    added: row.added,
    changed: row.changed,
    withdrawn: row.withdrawn,
    unchanged: row.unchanged,
    counts: row.counts,
    issues: row.issues,
    issueTotal: row.issueTotal,
    problem: row.problem,
    samples: row.samples,
  };
}
