/** The closed lists of memoranda in the present language. */
import {
  ACTION_LABELS,
  ASSURANCE_LABELS,
  type Bilingual,
  CATALOGUE,
  FIELDS,
  MODE_LABELS,
  OFFENCE_LABELS,
  ONWARD_LABELS,
  PERSON_RULE_LABELS,
  PURPOSE_LABELS,
  TLP_LABELS,
} from '@jisr/memorandum/vocabulary';

const LISTS = {
  action: ACTION_LABELS,
  purpose: PURPOSE_LABELS,
  category: CATALOGUE,
  field: FIELDS,
  offence: OFFENCE_LABELS,
  tlp: TLP_LABELS,
  mode: MODE_LABELS,
  onward: ONWARD_LABELS,
  assurance: ASSURANCE_LABELS,
  person: PERSON_RULE_LABELS,
} as const;

/**
 * A word of a closed list; a word that this console does not know is shown as it is.
 *
 * @example
 * pick(wordOf('purpose', 'border-security')) // 'security of borders'
 */
export function wordOf(list: keyof typeof LISTS, word: string): Bilingual {
  const labels: Readonly<Record<string, Bilingual>> = LISTS[list];
  const found = Object.hasOwn(labels, word) ? labels[word] : undefined;
  return found ? { en: found.en, ar: found.ar } : { en: word, ar: word };
}
