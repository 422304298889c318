/** What the fields of a traveller are called. */
import { useTexts } from '../../texts.tsx';

const FIELDS = new Set([
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
  'status',
]);

/** Names a field in the reader's language; a field without a word keeps the message standard's own. */
export function useFieldName(): (field: string) => string {
  const { t } = useTexts();
  return (field) => (FIELDS.has(field) ? t(`crossing.field.${field}`) : field);
}
