/** A listing as it is typed, and as the contract wants it. Pure. */
import { type Listing, ListingEntry, type NameQuality } from '@jisr/contract';
import type { z } from 'zod';
import { latinDigits } from '../../digits.ts';
import { faultsOf, itemsOf } from './faults.ts';

export interface NameDraft {
  readonly key: number;
  readonly text: string;
  readonly quality: z.infer<typeof NameQuality>;
}

/** Every field as text, the way a person types it. */
export interface EntryDraft {
  readonly kind: string;
  readonly names: readonly NameDraft[];
  readonly birthDates: string;
  readonly birthPlaces: string;
  readonly nationalities: string;
  readonly gender: string;
  readonly documents: string;
  readonly legalBasis: string;
  readonly instruction: string;
  readonly originator: string;
  readonly handling: string;
  readonly reviewOn: string;
  readonly expiresOn: string;
  readonly remarks: string;
  readonly reason: string;
}

const ARABIC = /[\u0600-\u06ff]/;

/** A new listing starts with one name a script: the same person is met in either. */
export const blankEntry = (): EntryDraft => ({
  kind: 'person',
  names: [
    { key: 0, text: '', quality: 'original' },
    { key: 1, text: '', quality: 'primary' },
  ],
  birthDates: '',
  birthPlaces: '',
  nationalities: '',
  gender: '',
  documents: '',
  legalBasis: '',
  instruction: '',
  originator: '',
  handling: '',
  reviewOn: '',
  expiresOn: '',
  remarks: '',
  reason: '',
});

/** A present listing, to be changed. */
export const draftOf = (listing: Listing): EntryDraft => ({
  kind: listing.kind,
  names: listing.names.map(({ text, quality }, key) => ({ key, text, quality })),
  birthDates: listing.birthDates.join(', '),
  birthPlaces: listing.birthPlaces.join(', '),
  nationalities: listing.nationalities.join(', '),
  gender: listing.gender ?? '',
  documents: listing.documents
    .map(({ number, issuer }) => [number, issuer].filter(Boolean).join(' '))
    .join(', '),
  legalBasis: listing.legalBasis ?? '',
  instruction: listing.instruction ?? '',
  originator: listing.originator ?? '',
  handling: listing.handling ?? '',
  reviewOn: listing.reviewOn ?? '',
  expiresOn: listing.expiresOn ?? '',
  remarks: listing.remarks ?? '',
  reason: '',
});

const filled = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** `A20123456 SAU`: a number and, where known, its issuer. Types and notes of a present listing are kept. */
function documentsOf(text: string, before: Listing | null) {
  return itemsOf(latinDigits(text)).map((item) => {
    const [number = '', issuer] = item.toUpperCase().split(/\s+/);
    const same = before?.documents.find((each) => each.number.toUpperCase() === number);
    return { type: same?.type ?? 'passport', number, issuer: issuer ?? null, note: same?.note ?? null };
  });
}

/** The order of the two days that every listing carries. */
function daysInOrder(draft: EntryDraft, today: string): boolean {
  const review = latinDigits(draft.reviewOn.trim());
  const expiry = latinDigits(draft.expiresOn.trim());
  return review > today && expiry >= review;
}

/**
 * What the contract accepts, or the fields that it refuses.
 *
 * @param today ISO day: both dates must lie after it
 * @example
 * readEntry(blankEntry(), null, '2026-11-24').faults // ['names', 'legalBasis', …]
 */
export function readEntry(
  draft: EntryDraft,
  before: Listing | null,
  today: string,
): { readonly entry: ListingEntry | null; readonly faults: ReadonlySet<string> } {
  const names = draft.names
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, quality }) => ({ text: text.trim(), quality, lang: ARABIC.test(text) ? 'ar' : null }));
  const parsed = ListingEntry.safeParse({
    kind: draft.kind,
    names,
    birthDates: itemsOf(latinDigits(draft.birthDates)),
    birthPlaces: itemsOf(draft.birthPlaces),
    nationalities: itemsOf(draft.nationalities.toUpperCase()),
    gender: filled(draft.gender),
    documents: documentsOf(draft.documents, before),
    legalBasis: draft.legalBasis.trim(),
    instruction: draft.instruction,
    originator: draft.originator.trim(),
    handling: filled(draft.handling),
    reviewOn: latinDigits(draft.reviewOn.trim()),
    expiresOn: latinDigits(draft.expiresOn.trim()),
    remarks: filled(draft.remarks),
  });
  const faults = new Set(parsed.success ? [] : faultsOf(parsed.error));
  if (!daysInOrder(draft, today)) faults.add(draft.reviewOn > today ? 'expiresOn' : 'reviewOn');
  if (draft.reason.trim().length < 3) faults.add('reason');
  return { entry: parsed.success && faults.size === 0 ? parsed.data : null, faults };
}
