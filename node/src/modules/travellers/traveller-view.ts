import { documentKey, primaryDocument, type StatedDocument, type View } from './fold.ts';
import { nameKey, searchParts, searchVector } from './name-folding.ts';
import { indexable } from './storable.ts';
import type { DocumentWrite, TravellerWrite } from './traveller-store.ts';
import type { TravellerDocument, TravellersDeps } from './types.ts';

/** A document as the API and screening show it. */
export const shownDocument = ({ type, number, issuer, expiry }: StatedDocument): TravellerDocument => ({
  type,
  number,
  issuer,
  expiry,
});

/** A name as it is shown and screened: given names first. */
export const fullName = (who: { surname: string | null; givenNames: string | null }): string =>
  [who.givenNames, who.surname].filter(Boolean).join(' ');

/** The row that listing and search read, from the current view. */
export function travellerRow(
  id: string,
  view: View,
  otherScript: TravellersDeps['otherScript'],
): TravellerWrite {
  const surname = view.surname?.value ?? null;
  const givenNames = view.givenNames?.value ?? null;
  const name = fullName({ surname, givenNames });
  const documents = view.documents?.value ?? [];
  const primary = primaryDocument(documents);
  const other = name === '' ? null : otherScript(name);
  return {
    id,
    role: view.role?.value ?? 'passenger',
    status: view.status?.value ?? 'expected',
    reference: indexable(view.reference?.value ?? null),
    locator: indexable(view.locator?.value ?? null),
    surname,
    givenNames,
    nameKey: indexable(nameKey(surname, givenNames)),
    search: searchVector(searchParts(other ? [name, other.text] : [name])),
    birthDate: view.birthDate?.value ?? null,
    gender: view.gender?.value ?? null,
    nationality: view.nationality?.value ?? null,
    document: primary ? shownDocument(primary) : null,
    seat: view.seats?.value[0] ?? null,
    issues: view.issues?.value ?? 0,
    view,
  };
}

/** The rows by which documents are looked up. */
export const documentRows = (ids: readonly string[], views: ReadonlyMap<string, View>): DocumentWrite[] =>
  ids.flatMap((travellerId) =>
    (views.get(travellerId)?.documents?.value ?? []).map((document, ordinal) => ({
      ...shownDocument(document),
      travellerId,
      ordinal,
      numberKey: indexable(documentKey(document.number)),
    })),
  );
