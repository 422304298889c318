/** What the fields of a traveller are called. */
import { useTexts } from '../../texts.tsx';

/** The counts of a crossing's quality name some fields in short. */
const SHORT: Readonly<Record<string, string>> = {
  documentNumber: 'document.number',
  issuer: 'document.issuer',
  expiry: 'document.expiry',
};
const FIELDS = new Set([
  'name',
  'surname',
  'givenNames',
  'title',
  'birthDate',
  'birthPlace',
  'gender',
  'nationality',
  'residence',
  'document',
  'document.type',
  'document.number',
  'document.issuer',
  'document.expiry',
  'seat',
  'locator',
  'reference',
  'embarkation',
  'debarkation',
  'bags',
  'role',
  'seats',
  'verified',
  'clearance',
  'address',
  'governmentReference',
  'customerNumber',
  'ticket',
  'crewRole',
  'status',
]);

/**
 * The key of a field's word; null for a field that only the message standard names.
 *
 * @example
 * fieldKey('documentNumber') // 'document.number'
 */
export function fieldKey(field: string): string | null {
  const known = SHORT[field] ?? field;
  return FIELDS.has(known) ? known : null;
}

/** Names a field in the reader's language; a field without a word keeps the message standard's own. */
export function useFieldName(): (field: string) => string {
  const { t } = useTexts();
  return (field) => {
    const key = fieldKey(field);
    return key === null ? field : t(`crossing.field.${key}`);
  };
}
