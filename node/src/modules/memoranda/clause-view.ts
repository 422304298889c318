import type { ClauseView } from '@jisr/contract';
import { type ForbidClause, fieldsOf, type PermitClause, referenceOf } from '@jisr/memorandum';
import type { Held } from './law.ts';
import type { ArticleUse } from './types.ts';

/** `BHR/NCP, BHR/NPRA → USA/NCP` */
const wayOf = ({ from, to }: PermitClause['directions'][number]): string => {
  const ends = ({ party, agencies }: typeof from) =>
    agencies.map((agency) => `${party}/${agency}`).join(', ');
  return `${ends(from)} → ${ends(to)}`;
};

const NOTHING_GRANTED = {
  tlp: null,
  retentionDays: null,
  onward: null,
  approvals: null,
  quotaPerDay: null,
  automatic: null,
  answerWithinHours: null,
  assurances: [],
  minors: null,
  ownCitizens: null,
} as const;

/** One clause as the console shows it beside the text of its article. */
export function clauseView(
  { record, document, standing }: Held,
  number: string,
  clause: PermitClause | ForbidClause,
  uses: readonly ArticleUse[],
  now: Date,
): ClauseView {
  const reference = referenceOf(record.code, number, clause.letter);
  const use = uses.find(({ article }) => article === reference);
  const inDates =
    now.getTime() >= Date.parse(document.inForceFrom) &&
    (document.inForceUntil === null || now.getTime() < Date.parse(document.inForceUntil));
  const shown = {
    reference,
    ways: (clause.directions ?? []).map(wayOf),
    actions: clause.actions ?? [],
    purposes: clause.purposes ?? [],
    holdsNow: standing === 'in-force' && inDates,
    used: use?.count ?? 0,
    lastUsedAt: use?.lastAt ?? null,
  };
  return clause.effect === 'permit'
    ? { ...shown, ...granted(clause) }
    : {
        ...shown,
        ...NOTHING_GRANTED,
        assurances: [],
        effect: 'forbid',
        categories: (clause.categories ?? []).map((category) => ({
          category,
          fields: [...fieldsOf(category)],
        })),
        offence: clause.when.offenceBelow ?? null,
        modes: clause.when.mode ? [clause.when.mode] : [],
        caveats: [clause.reason],
      };
}

const granted = (clause: PermitClause) => ({
  effect: 'permit' as const,
  categories: clause.categories,
  offence: clause.offence,
  tlp: clause.tlp,
  retentionDays: clause.retentionDays,
  onward: clause.onward,
  approvals: clause.approvals.needed,
  quotaPerDay: clause.quotaPerDay,
  modes: clause.modes ?? [],
  automatic: clause.automatic,
  answerWithinHours: clause.answerWithinHours,
  assurances: clause.assurances,
  minors: clause.minors,
  ownCitizens: clause.ownCitizens,
  caveats: clause.caveats,
});
