/** May this pass? Under which article, or which clause stops it. */
import type { Compiled } from './compile.ts';
import { CONDITIONS, type Condition } from './conditions.ts';
import { applies } from './prohibitions.ts';
import {
  type Allowed,
  type Facts,
  factsOf,
  faultOf,
  type GateAnswer,
  type GateQuestion,
  type Obligations,
  type Refused,
} from './question.ts';
import { articleSays, type ForbidRule, inDates, type PermitRule } from './rules.ts';
import type { Standing } from './state.ts';
import { type Bilingual, ONWARD, type RefusalCode } from './vocabulary.ts';

/** What our own reading of the clauses gives: the same as Cedar, or nothing passes. */
export interface Reading {
  readonly permits: readonly PermitRule[];
  readonly forbids: readonly ForbidRule[];
}

export const permitHolds = ({ clause, source }: PermitRule, facts: Facts): boolean =>
  inDates(source.from, source.until, facts.at) &&
  CONDITIONS.every((condition) => condition.holds(clause, facts));

export const forbidHolds = ({ clause, from, until }: ForbidRule, facts: Facts): boolean =>
  inDates(from, until, facts.at) && applies(clause, facts);

/** Reads the clauses without Cedar: quick, and the second opinion of each decision. */
export const read = (compiled: Compiled, facts: Facts): Reading => ({
  permits: compiled.permits.filter((rule) => permitHolds(rule, facts)),
  forbids: compiled.forbids.filter((rule) => forbidHolds(rule, facts)),
});

/**
 * Decides one question. Cedar decides; our own reading of the same clauses, made anew each time, must agree with it, else
 * nothing passes. Any error denies. Cedar's reading of an equal question is kept with the law that `policyDigest` names.
 *
 * @example
 * const answer = decide(compiled, question);
 * if (!answer.allowed) console.log(answer.clause, answer.text.ar);
 */
export function decide(compiled: Compiled, question: GateQuestion): GateAnswer {
  const fault = faultOf(question);
  if (fault !== null)
    return refuse(compiled, 'memorandum', fault, 'QUESTION_INVALID', {
      en: `The question is not valid: ${fault}.`,
      ar: `السؤال غير صالح: ${fault}.`,
    });
  const facts = factsOf(question);
  const cedar = compiled.ask(facts);
  if (cedar.decision === 'error')
    return refuse(compiled, 'memorandum', 'cedar', 'POLICY_ERROR', {
      en: 'The policy engine reported an error; nothing passes until it is mended.',
      ar: 'أبلغ محرك السياسات عن خطأ، ولا يمر شيء حتى يُعالَج.',
    });
  const own = read(compiled, facts);
  const reasons = new Set(cedar.reasons);
  const allowed = own.forbids.length === 0 && own.permits.length > 0;
  const agreed = own.forbids.length > 0 ? own.forbids : own.permits;
  if (
    allowed !== (cedar.decision === 'allow') ||
    reasons.size !== agreed.length ||
    !agreed.every(({ reference }) => reasons.has(reference))
  )
    return refuse(compiled, 'memorandum', [...reasons].join(' '), 'READINGS_DISAGREE', {
      en: 'The two readings of the memoranda do not agree; nothing passes until it is known why.',
      ar: 'القراءتان المستقلتان للمذكرات غير متطابقتين، ولا يمر شيء حتى يُعرف السبب.',
    });
  return allowed ? allow(compiled, own.permits, question) : explain(compiled, own, facts);
}

function allow(compiled: Compiled, permits: readonly PermitRule[], question: GateQuestion): Allowed {
  const deciding = strictest(permits);
  return {
    allowed: true,
    memorandum: { id: deciding.source.id, version: deciding.source.version, digest: deciding.source.digest },
    article: deciding.reference,
    allArticles: permits.map(({ reference }) => reference),
    policyDigest: compiled.policyDigest,
    obligations: obligationsOf(deciding, question),
  };
}

/** Of several articles that allow the same, the one that binds the receiver most: shortest kept, least passed on. */
export const strictest = (permits: readonly PermitRule[]): PermitRule =>
  [...permits].sort(
    (one, other) =>
      one.clause.retentionDays - other.clause.retentionDays ||
      ONWARD.indexOf(one.clause.onward) - ONWARD.indexOf(other.clause.onward) ||
      (one.reference < other.reference ? -1 : 1),
  )[0] as PermitRule;

/** What the article lays on the receiver for this disclosure. */
export function obligationsOf(
  { clause }: PermitRule,
  { category, urgent }: Pick<GateQuestion, 'category' | 'urgent'>,
): Obligations {
  const hours = clause.answerWithinHours;
  return {
    retentionDays: clause.retentionDays,
    onward: clause.onward,
    deleteOnRequest: clause.deleteOnRequest,
    answerWithinHours: hours === null ? null : urgent ? hours.urgent : hours.ordinary,
    approvals: clause.approvals.needed,
    approvalRoles: clause.approvals.roles,
    quotaPerDay: clause.quotaPerDay,
    automatic: clause.automatic,
    minimise: clause.categories.find((each) => each.category === category)?.fields ?? [],
    caveats: clause.caveats,
  };
}

const FORBIDDEN = {
  floor: 'FORBIDDEN_BY_FLOOR',
  memorandum: 'FORBIDDEN_BY_ARTICLE',
  directive: 'FORBIDDEN_BY_DIRECTIVE',
} as const;

function explain(compiled: Compiled, { forbids }: Reading, facts: Facts): Refused {
  const [forbid] = forbids;
  if (forbid)
    return refuse(compiled, forbid.set, forbid.reference, FORBIDDEN[forbid.set], forbid.clause.reason);
  const nearest = nearestOf(compiled, facts);
  if (nearest === null)
    return refuse(compiled, 'memorandum', 'none', 'NO_ARTICLE', {
      en: 'No article of a memorandum in force lets this pass.',
      ar: 'لا توجد مادة في أي مذكرة سارية تجيز ذلك.',
    });
  return refuse(
    compiled,
    'memorandum',
    nearest.rule.reference,
    nearest.code,
    articleSays(nearest.rule, nearest.says),
  );
}

const STANDING_SAYS: Readonly<Record<Standing, Bilingual>> = {
  draft: {
    en: 'would allow it, but the memorandum is a draft',
    ar: 'تجيز ذلك، غير أن المذكرة ما زالت مسودة',
  },
  'signed-by-one': {
    en: 'would allow it, but one party alone has signed the memorandum',
    ar: 'تجيز ذلك، غير أن المذكرة لم يوقّعها إلا طرف واحد',
  },
  'not-yet': { en: 'is not in force yet', ar: 'لم تدخل حيز النفاذ بعد' },
  'in-force': { en: 'is in force', ar: 'سارية' },
  suspended: { en: 'is suspended', ar: 'معلّقة' },
  expired: {
    en: 'is no longer in force: the memorandum has expired',
    ar: 'لم تعد سارية لانتهاء مدة المذكرة',
  },
  superseded: { en: 'has been replaced by a later version', ar: 'حلّت محلها نسخة أحدث' },
};

interface Nearest {
  readonly rule: PermitRule;
  readonly code: RefusalCode;
  readonly says: Bilingual;
}

/** The article that was most likely meant: most conditions met. One that is asleep is named only when all of them are. */
function nearestOf(compiled: Compiled, facts: Facts): Nearest | null {
  const wanted = weightOf(['CATEGORY', 'ACTION']);
  let best: { rule: PermitRule; failing: Condition | null; weight: number } | null = null;
  for (const rule of compiled.permits) {
    const met = CONDITIONS.filter((condition) => condition.holds(rule.clause, facts));
    const weight = met.reduce((sum, condition) => sum + condition.weight, 0);
    if (best !== null && weight <= best.weight) continue;
    best = { rule, failing: CONDITIONS.find((condition) => !met.includes(condition)) ?? null, weight };
  }
  const asleep = compiled.asleep.find((rule) =>
    CONDITIONS.every((condition) => condition.holds(rule.clause, facts)),
  );
  if (asleep) return { rule: asleep, code: 'NOT_IN_FORCE', says: STANDING_SAYS[asleep.standing] };
  if (best === null || best.weight < wanted) return null;
  if (best.failing === null)
    return {
      rule: best.rule,
      code: 'OUTSIDE_DATES',
      says: { en: 'does not hold on this date', ar: 'لا تسري في هذا التاريخ' },
    };
  return { rule: best.rule, code: best.failing.code, says: best.failing.says(best.rule.clause, facts) };
}

const weightOf = (codes: readonly RefusalCode[]): number =>
  CONDITIONS.filter(({ code }) => codes.includes(code)).reduce((sum, { weight }) => sum + weight, 0);

const refuse = (
  { policyDigest }: Compiled,
  set: Refused['set'],
  clause: string,
  code: RefusalCode,
  text: Bilingual,
): Refused => ({ allowed: false, set, clause, code, text, policyDigest });
