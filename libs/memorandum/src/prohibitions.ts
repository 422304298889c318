/** When a prohibition applies: read here, and written in Cedar. */
import { directionsInCedar, goes, listed, quoted } from './conditions.ts';
import type { ForbidClause } from './document.ts';
import type { Facts } from './question.ts';
import { offenceRank, tlpRank } from './vocabulary.ts';

type When = ForbidClause['when'];
type Reading<Name extends keyof When> = {
  readonly applies: (value: NonNullable<When[Name]>, facts: Facts) => boolean;
  readonly cedar: (value: NonNullable<When[Name]>) => string;
};

const READINGS: { readonly [Name in keyof Required<When>]: Reading<Name> } = {
  minor: { applies: (_, facts) => facts.minor, cedar: () => 'context.minor' },
  minorUnknown: { applies: (_, facts) => facts.minorUnknown, cedar: () => 'context.minorUnknown' },
  own: { applies: (_, facts) => facts.own, cedar: () => 'context.own' },
  sensitive: { applies: (_, facts) => facts.sensitive, cedar: () => 'context.sensitive' },
  personal: { applies: (_, facts) => facts.personal, cedar: () => 'context.personal' },
  automatic: { applies: (_, facts) => facts.automatic, cedar: () => 'context.automatic' },
  withoutConsent: {
    applies: (_, facts) => facts.foreign && !facts.consent,
    cedar: () => 'context.foreign && !context.consent',
  },
  tlpAbove: {
    applies: (tlp, facts) => facts.tlp > tlpRank(tlp),
    cedar: (tlp) => `context.tlp > ${tlpRank(tlp)}`,
  },
  offenceBelow: {
    applies: (offence, facts) => facts.offence < offenceRank(offence),
    cedar: (offence) => `context.offence < ${offenceRank(offence)}`,
  },
  offenceFrom: {
    applies: (offence, facts) => facts.offence >= offenceRank(offence),
    cedar: (offence) => `context.offence >= ${offenceRank(offence)}`,
  },
  approvalsBelow: {
    applies: (count, facts) => facts.approvals < count,
    cedar: (count) => `context.approvals < ${count}`,
  },
  withoutAssurance: {
    applies: (assurance, facts) => !facts.assurances.includes(assurance),
    cedar: (assurance) => `!context.assurances.contains(${quoted(assurance)})`,
  },
  mode: { applies: (mode, facts) => facts.mode === mode, cedar: (mode) => `context.mode == ${quoted(mode)}` },
  direction: {
    applies: (direction, facts) => facts.direction === direction,
    cedar: (direction) => `context.direction == ${quoted(direction)}`,
  },
};

const named = (when: When) => Object.entries(when).filter(([, value]) => value !== undefined);
const readingOf = (name: string) => READINGS[name as keyof When] as Reading<keyof When>;

/** Whether the prohibition stops this disclosure. */
export const applies = (clause: ForbidClause, facts: Facts): boolean =>
  (clause.directions === undefined || goes(clause.directions, facts)) &&
  (clause.actions === undefined || clause.actions.includes(facts.action)) &&
  (clause.purposes === undefined || clause.purposes.includes(facts.purpose)) &&
  (clause.categories === undefined || clause.categories.includes(facts.category)) &&
  named(clause.when).every(([name, value]) => readingOf(name).applies(value as never, facts));

/** The same as one Cedar expression. */
export function prohibitionInCedar(clause: ForbidClause): string {
  const parts = named(clause.when).map(([name, value]) => readingOf(name).cedar(value as never));
  if (clause.directions) parts.push(directionsInCedar(clause.directions));
  if (clause.actions)
    parts.push(`action in [${clause.actions.map((action) => `Jisr::Action::${quoted(action)}`).join(', ')}]`);
  if (clause.purposes) parts.push(`${listed(clause.purposes)}.contains(context.purpose)`);
  if (clause.categories)
    parts.push(
      `[${clause.categories.map((each) => `Jisr::Category::${quoted(each)}`).join(', ')}].contains(resource)`,
    );
  return parts.length === 0 ? 'true' : parts.map((part) => `(${part})`).join(' && ');
}
