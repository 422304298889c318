/** A change between two texts of a memorandum, said in both languages. */
import type { Change } from './change-groups.ts';
import { people } from './conditions.ts';
import type { Terms } from './matrix.ts';
import {
  ACTION_LABELS,
  ASSURANCE_LABELS,
  type Bilingual,
  CATALOGUE,
  FIELDS,
  type FieldName,
  MODE_LABELS,
  OFFENCE_LABELS,
  ONWARD_LABELS,
  PERSON_RULE_LABELS,
  PURPOSE_LABELS,
} from './vocabulary.ts';

const join = (texts: readonly Bilingual[]): Bilingual => ({
  en: texts.map(({ en }) => en).join(', '),
  ar: texts.map(({ ar }) => ar).join('، '),
});
const both = (en: string, ar: string): Bilingual => ({ en, ar });

const OPENING: Readonly<Record<Change['kind'], Bilingual>> = {
  allowed: both('Newly allowed', 'يُسمح حديثًا'),
  withdrawn: both('No longer allowed', 'لم يعد مسموحًا'),
  changed: both('Still allowed on other terms', 'ما زال مسموحًا بشروط مختلفة'),
};

/**
 * One sentence about a change.
 *
 * @example
 * sayChange(change).en // 'Newly allowed under BORDERS/4.2b: BHR → USA, supply “Photograph” for …'
 */
export function sayChange(change: Change): Bilingual {
  const parts = [what(change), ...conditions(change), ...(change.terms ? terms(change.terms) : [])];
  const opening = OPENING[change.kind];
  return {
    en: `${opening.en} under ${change.article}: ${parts.map(({ en }) => en).join('; ')}.`,
    ar: `${opening.ar} بموجب ${change.article}: ${parts.map(({ ar }) => ar).join('؛ ')}.`,
  };
}

function what({ fromParty, toParty, action, category, purposes }: Change): Bilingual {
  const labels = join(purposes.map((purpose) => PURPOSE_LABELS[purpose]));
  return both(
    `from ${fromParty} to ${toParty}, ${ACTION_LABELS[action].en} “${CATALOGUE[category].en}” for ${labels.en}`,
    `من ${fromParty} إلى ${toParty}، ${ACTION_LABELS[action].ar}: «${CATALOGUE[category].ar}» لغرض ${labels.ar}`,
  );
}

function conditions({ offence, tlp, approvals, modes, automatic }: Change): Bilingual[] {
  const named = modes.filter((mode) => mode !== null);
  const limited = !modes.includes(null) && named.length > 0;
  const said = limited ? join(named.map((mode) => MODE_LABELS[mode])) : null;
  return [
    ...(offence === 'none'
      ? []
      : [both(`from ${OFFENCE_LABELS[offence].en} on`, `ابتداءً من ${OFFENCE_LABELS[offence].ar}`)]),
    ...(tlp === 'red' ? [] : [both(`up to TLP:${tlp.toUpperCase()}`, `حتى TLP:${tlp.toUpperCase()}`)]),
    ...(approvals === 0
      ? []
      : [both(`with the approval of ${people(approvals).en}`, `بموافقة ${people(approvals).ar}`)]),
    ...(said ? [both(said.en, `بوضع ${said.ar}`)] : []),
    ...(automatic ? [both('also automatically', 'ويجوز آليًا')] : []),
  ];
}

const fields = (names: readonly string[]): Bilingual =>
  join(names.map((name) => (Object.hasOwn(FIELDS, name) ? FIELDS[name as FieldName] : both(name, name))));

type Said = { readonly [Name in keyof Terms]: (before: Terms[Name], after: Terms[Name]) => Bilingual };
const instead = (en: string, ar: string, before: Bilingual, after: Bilingual): Bilingual =>
  both(`${en}: ${after.en} instead of ${before.en}`, `${ar}: ${after.ar} بدلًا من ${before.ar}`);
const count = (value: number | null): Bilingual =>
  value === null ? both('no limit', 'دون حد') : both(String(value), String(value));
const list = (texts: readonly Bilingual[]): Bilingual =>
  texts.length === 0 ? both('none', 'لا شيء') : join(texts);
const yesNo = (value: boolean): Bilingual => (value ? both('yes', 'نعم') : both('no', 'لا'));
const hours = (value: Terms['answerWithinHours']): Bilingual =>
  value === null
    ? both('no time limit', 'دون مهلة')
    : both(
        `${value.urgent} h urgent, ${value.ordinary} h ordinary`,
        `${value.urgent} ساعة للعاجل و${value.ordinary} ساعة للعادي`,
      );

const TERMS: Said = {
  retentionDays: (before, after) =>
    instead('days of retention', 'أيام الاحتفاظ', count(before), count(after)),
  onward: (before, after) =>
    instead('onward transfer', 'النقل إلى طرف ثالث', ONWARD_LABELS[before], ONWARD_LABELS[after]),
  deleteOnRequest: (before, after) =>
    instead('deletion on request', 'الحذف عند الطلب', yesNo(before), yesNo(after)),
  quotaPerDay: (before, after) => instead('a day', 'الحد اليومي', count(before), count(after)),
  answerWithinHours: (before, after) => instead('time to answer', 'مهلة الرد', hours(before), hours(after)),
  approvalRoles: (before, after) =>
    instead(
      'who approves',
      'من يوافق',
      list(before.map((role) => both(role, role))),
      list(after.map((role) => both(role, role))),
    ),
  assurances: (before, after) =>
    instead(
      'assurances',
      'التعهدات',
      list(before.map((each) => ASSURANCE_LABELS[each])),
      list(after.map((each) => ASSURANCE_LABELS[each])),
    ),
  minors: (before, after) =>
    instead('minors', 'القُصَّر', PERSON_RULE_LABELS[before], PERSON_RULE_LABELS[after]),
  ownCitizens: (before, after) =>
    instead('own citizens', 'مواطنو الطرف المُرسِل', PERSON_RULE_LABELS[before], PERSON_RULE_LABELS[after]),
  fields: (before, after) => {
    const added = after.filter((name) => !before.includes(name));
    const removed = before.filter((name) => !after.includes(name));
    return join([
      ...(added.length > 0 ? [both(`adds ${fields(added).en}`, `يُضاف: ${fields(added).ar}`)] : []),
      ...(removed.length > 0 ? [both(`drops ${fields(removed).en}`, `يُحذف: ${fields(removed).ar}`)] : []),
    ]);
  },
  caveats: () => both('other caveats', 'تحفظات مختلفة'),
};

function terms({ before, after }: { readonly before: Terms; readonly after: Terms }): Bilingual[] {
  return (Object.keys(TERMS) as (keyof Terms)[])
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => (TERMS[name] as (one: unknown, other: unknown) => Bilingual)(before[name], after[name]));
}
