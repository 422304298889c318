/** The closed lists of the memoranda as people read them; what a newer partner adds is shown as it is written. */
import type { Bilingual } from '@jisr/contract';
import {
  ACTION_LABELS,
  ASSURANCE_LABELS,
  CATALOGUE,
  FIELDS,
  MODE_LABELS,
  OFFENCE_LABELS,
  ONWARD_LABELS,
  PURPOSE_LABELS,
  TLP_LABELS,
} from '@jisr/memorandum/vocabulary';

const LISTS: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  action: ACTION_LABELS,
  assurance: ASSURANCE_LABELS,
  category: CATALOGUE,
  field: FIELDS,
  mode: MODE_LABELS,
  offence: OFFENCE_LABELS,
  onward: ONWARD_LABELS,
  purpose: PURPOSE_LABELS,
  tlp: TLP_LABELS,
};

/**
 * The words for a member of a list in both languages.
 *
 * @example
 * pick(labelOf('purpose', 'border-security'))
 */
export const labelOf = (list: keyof typeof LISTS, word: string): Bilingual =>
  LISTS[list]?.[word] ?? { en: word, ar: word };
