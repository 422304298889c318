/**
 * What a permitting clause demands, condition by condition: how it is read here, how it is written in Cedar, and how its
 * failing is said to an officer. The two readings are compared at every decision.
 */
import type { Direction, PermitClause } from './document.ts';
import type { Facts, Side } from './question.ts';
import {
  ACTION_LABELS,
  ASSURANCE_LABELS,
  type Assurance,
  type Bilingual,
  CATALOGUE,
  FIELDS,
  type FieldName,
  MODE_LABELS,
  OFFENCE_LABELS,
  offenceRank,
  PURPOSE_LABELS,
  type RefusalCode,
  TLP_LABELS,
  tlpRank,
} from './vocabulary.ts';

export interface Condition {
  readonly code: RefusalCode;
  /** How much meeting it makes an article the one that was meant. */
  readonly weight: number;
  holds(clause: PermitClause, facts: Facts): boolean;
  /** As a Cedar expression; null where the clause demands nothing. */
  cedar(clause: PermitClause): string | null;
  says(clause: PermitClause, facts: Facts): Bilingual;
}

/** A string as Cedar writes it. */
export const quoted = (text: string): string => JSON.stringify(text);
export const listed = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`;

const matches = (end: Direction['from'], side: Side): boolean =>
  (end.party === '*' || end.party === side.party) &&
  (end.agencies.includes('*') || end.agencies.includes(side.agency));

/** Whether a disclosure goes one of these ways; never from a party to itself. */
export const goes = (directions: readonly Direction[], facts: Facts): boolean =>
  facts.from.party !== facts.to.party &&
  directions.some(({ from, to }) => matches(from, facts.from) && matches(to, facts.to));

function endInCedar(end: Direction['from'], who: string): string | null {
  if (end.party === '*') return null;
  if (end.agencies.includes('*')) return `${who} in Jisr::Party::${quoted(end.party)}`;
  return `${who} in [${end.agencies.map((agency) => `Jisr::Agency::${quoted(`${end.party}/${agency}`)}`).join(', ')}]`;
}

/** The ways as Cedar; see {@link goes}. */
export function directionsInCedar(directions: readonly Direction[]): string {
  const ways = directions.map(({ from, to }) => {
    const ends = [endInCedar(from, 'principal'), endInCedar(to, 'context.recipient')].filter(
      (each) => each !== null,
    );
    return ends.length === 0 ? 'true' : `(${ends.join(' && ')})`;
  });
  return `!context.sameParty && (${ways.join(' || ')})`;
}

const join = (texts: readonly Bilingual[], conjunction: Bilingual): Bilingual => ({
  en: texts.map(({ en }) => en).join(conjunction.en),
  ar: texts.map(({ ar }) => ar).join(conjunction.ar),
});
const OR = { en: ' or ', ar: ' أو ' };
const AND = { en: ', ', ar: '، ' };
const label = (field: string): Bilingual =>
  Object.hasOwn(FIELDS, field) ? FIELDS[field as FieldName] : { en: field, ar: field };

/** Arabic counts people by number: one, two, three to ten. */
const PEOPLE_AR = ['لا أحد', 'شخص واحد', 'شخصين', 'ثلاثة أشخاص', 'أربعة أشخاص', 'خمسة أشخاص'];
const PEOPLE_EN = ['nobody', 'one person', 'two people', 'three people', 'four people', 'five people'];
export const people = (count: number): Bilingual => ({
  en: PEOPLE_EN[count] ?? `${count} people`,
  ar: PEOPLE_AR[count] ?? `${count} أشخاص`,
});

const granted = (clause: PermitClause, facts: Facts) =>
  clause.categories.find(({ category }) => category === facts.category);
const beyond = (clause: PermitClause, facts: Facts): readonly string[] => {
  const fields = granted(clause, facts)?.fields ?? [];
  return facts.fields.filter((field) => !fields.includes(field));
};
const missing = (clause: PermitClause, facts: Facts): readonly Assurance[] =>
  clause.assurances.filter((assurance) => !facts.assurances.includes(assurance));

/** In the order in which a failing one is named. */
export const CONDITIONS: readonly Condition[] = [
  {
    code: 'CATEGORY',
    weight: 64,
    holds: (clause, facts) => granted(clause, facts) !== undefined,
    cedar: (clause) =>
      clause.categories.map(({ category }) => `resource == Jisr::Category::${quoted(category)}`).join(' || '),
    says: (_clause, { category }) => ({
      en: `does not cover “${CATALOGUE[category].en}”`,
      ar: `لا تشمل «${CATALOGUE[category].ar}»`,
    }),
  },
  {
    code: 'ACTION',
    weight: 32,
    holds: (clause, { action }) => clause.actions.includes(action),
    cedar: (clause) =>
      `action in [${clause.actions.map((action) => `Jisr::Action::${quoted(action)}`).join(', ')}]`,
    says: (_clause, { action }) => ({
      en: `does not allow to ${ACTION_LABELS[action].en}`,
      ar: `لا تجيز ${ACTION_LABELS[action].ar}`,
    }),
  },
  {
    code: 'DIRECTION',
    weight: 16,
    holds: (clause, facts) => goes(clause.directions, facts),
    cedar: (clause) => directionsInCedar(clause.directions),
    says: (_clause, { from, to }) => ({
      en: `does not go from ${from.party}/${from.agency} to ${to.party}/${to.agency}`,
      ar: `لا تسري من ${from.party}/${from.agency} إلى ${to.party}/${to.agency}`,
    }),
  },
  {
    code: 'PURPOSE',
    weight: 8,
    holds: (clause, { purpose }) => clause.purposes.includes(purpose),
    cedar: (clause) => `${listed(clause.purposes)}.contains(context.purpose)`,
    says: (clause) => {
      const purposes = join(
        clause.purposes.map((purpose) => PURPOSE_LABELS[purpose]),
        OR,
      );
      return { en: `serves ${purposes.en} only`, ar: `تقتصر على غرض ${purposes.ar}` };
    },
  },
  {
    code: 'MODE',
    weight: 8,
    holds: (clause, { mode }) => clause.modes === null || (mode !== '' && clause.modes.includes(mode)),
    cedar: (clause) => (clause.modes === null ? null : `${listed(clause.modes)}.contains(context.mode)`),
    says: (clause) => {
      const modes = join(
        (clause.modes ?? []).map((mode) => MODE_LABELS[mode]),
        OR,
      );
      return { en: `demands that the query be ${modes.en}`, ar: `تشترط أن يكون الاستعلام بوضع ${modes.ar}` };
    },
  },
  {
    code: 'FIELDS',
    weight: 2,
    holds: (clause, facts) => beyond(clause, facts).length === 0,
    cedar: (clause) =>
      clause.categories
        .map(
          ({ category, fields }) =>
            `(resource == Jisr::Category::${quoted(category)} && ${listed(fields)}.containsAll(context.fields))`,
        )
        .join(' || '),
    says: (clause, facts) => {
      const names = join(beyond(clause, facts).slice(0, 5).map(label), AND);
      return { en: `does not allow these to pass: ${names.en}`, ar: `لا تجيز تمرير: ${names.ar}` };
    },
  },
  {
    code: 'OFFENCE',
    weight: 1,
    holds: (clause, { offence }) => offence >= offenceRank(clause.offence),
    cedar: ({ offence }) => (offence === 'none' ? null : `context.offence >= ${offenceRank(offence)}`),
    says: ({ offence }) => ({
      en: `holds from this threshold on: ${OFFENCE_LABELS[offence].en}`,
      ar: `تشترط ألّا تقل الجريمة عن: ${OFFENCE_LABELS[offence].ar}`,
    }),
  },
  {
    code: 'TLP',
    weight: 1,
    holds: (clause, { tlp }) => tlp <= tlpRank(clause.tlp),
    cedar: ({ tlp }) => (tlp === 'red' ? null : `context.tlp <= ${tlpRank(tlp)}`),
    says: ({ tlp }) => ({
      en: `goes no higher than ${TLP_LABELS[tlp].en}`,
      ar: `لا تتجاوز درجة ${TLP_LABELS[tlp].ar}`,
    }),
  },
  {
    code: 'MINOR',
    weight: 1,
    holds: ({ minors }, facts) => !facts.minor || personRule(minors, facts),
    cedar: ({ minors }) => personInCedar('minor', minors),
    says: ({ minors }) =>
      minors === 'forbidden'
        ? { en: 'does not cover minors', ar: 'لا تشمل القُصَّر' }
        : {
            en: 'demands the approval of two people for a minor',
            ar: 'تشترط موافقة شخصين إذا كان المعني قاصرًا',
          },
  },
  {
    code: 'OWN_CITIZEN',
    weight: 1,
    holds: ({ ownCitizens }, facts) => !facts.own || personRule(ownCitizens, facts),
    cedar: ({ ownCitizens }) => personInCedar('own', ownCitizens),
    says: ({ ownCitizens }) =>
      ownCitizens === 'forbidden'
        ? { en: 'does not cover the sender’s own citizens', ar: 'لا تشمل مواطني الطرف المُرسِل' }
        : {
            en: 'demands the approval of two people for the sender’s own citizens',
            ar: 'تشترط موافقة شخصين إذا كان المعني من مواطني الطرف المُرسِل',
          },
  },
  {
    code: 'ASSURANCE',
    weight: 1,
    holds: (clause, facts) => missing(clause, facts).length === 0,
    cedar: ({ assurances }) =>
      assurances.length === 0 ? null : `context.assurances.containsAll(${listed(assurances)})`,
    says: (clause, facts) => {
      const names = join(
        missing(clause, facts).map((assurance) => ASSURANCE_LABELS[assurance]),
        AND,
      );
      return { en: `demands an assurance: ${names.en}`, ar: `تشترط تعهدًا بشأن: ${names.ar}` };
    },
  },
  {
    code: 'AUTOMATIC',
    weight: 1,
    holds: (clause, { automatic }) => clause.automatic || !automatic,
    cedar: (clause) => (clause.automatic ? null : '!context.automatic'),
    says: () => ({
      en: 'demands that an officer asks for it; it does not happen by itself',
      ar: 'تشترط أن يطلبه ضابط، ولا يتم آليًا',
    }),
  },
  {
    code: 'APPROVALS',
    weight: 1,
    holds: (clause, { approvals }) => approvals >= clause.approvals.needed,
    cedar: ({ approvals }) => (approvals.needed === 0 ? null : `context.approvals >= ${approvals.needed}`),
    says: ({ approvals }) => ({
      en: `demands the approval of ${people(approvals.needed).en}`,
      ar: `تشترط موافقة ${people(approvals.needed).ar}`,
    }),
  },
  {
    code: 'QUOTA',
    weight: 1,
    holds: ({ quotaPerDay }, { usedToday }) => quotaPerDay === null || usedToday < quotaPerDay,
    cedar: ({ quotaPerDay }) => (quotaPerDay === null ? null : `context.usedToday < ${quotaPerDay}`),
    says: ({ quotaPerDay }) => ({
      en: `allows ${quotaPerDay} a day, which are used up; it opens again tomorrow`,
      ar: `تحدد ${quotaPerDay} في اليوم وقد استُنفدت، وتُتاح من جديد غدًا`,
    }),
  },
];

function personRule(rule: PermitClause['minors'], facts: Facts): boolean {
  return rule === 'allowed' || (rule === 'two-approvals' && facts.approvals >= 2);
}

function personInCedar(attribute: 'minor' | 'own', rule: PermitClause['minors']): string | null {
  if (rule === 'allowed') return null;
  return rule === 'forbidden' ? `!context.${attribute}` : `(!context.${attribute} || context.approvals >= 2)`;
}
