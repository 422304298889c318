import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Approved, lackOf, type Refused, readApproval } from './approval-check.ts';
import { fieldsOf, minimise, subjectOf, unitsOf } from './model.ts';
import { readSource, type Source } from './onward.ts';
import { gateRefusal } from './refusal-texts.ts';
import type { Allowed, Decide, DisclosuresDeps, GateQuestion, Intent } from './types.ts';

/** What an intent is weighed against. */
export interface Scales {
  /** The law as it is now. */
  readonly decide: Decide;
  /** Units of its kind that have left today. */
  readonly used: number;
  /** So many officers are taken to have approved; absent: those who have. */
  readonly supposed?: number;
}

/** What stands against it, or the law's leave. */
export type Weighed =
  | { readonly refusal: Refused; readonly question: GateQuestion | null }
  | {
      readonly refusal: null;
      readonly question: GateQuestion;
      readonly answer: Allowed;
      readonly payload: Record<string, unknown>;
      readonly removed: readonly string[];
      readonly approved: Approved;
    };

interface Known {
  readonly used: number;
  readonly approved: Approved;
  readonly source: Source;
}

/** Puts an intent before the law: the question is computed here, from the content and the records, never by a desk. */
export function createWeigh<Sealed>({ clock }: Pick<Kernel, 'clock'>, deps: DisclosuresDeps<Sealed>) {
  function questionOf(intent: Intent, payload: Record<string, unknown>, known: Known): GateQuestion {
    const now = clock.now();
    return {
      action: intent.action,
      category: intent.category,
      fields: fieldsOf(payload),
      purpose: intent.purpose,
      offence: intent.offence,
      tlp: intent.tlp,
      direction: 'out',
      from: intent.from,
      to: intent.to,
      subject: subjectOf(payload, intent.subject, now),
      approvals: known.approved.approvals.length,
      mode: intent.mode,
      // The law asks "is less used than the quota?": with all but one of this intent's own units counted, none passes it.
      usedToday: known.used + unitsOf(intent.category, payload) - 1,
      assurances: intent.assurances ?? [],
      originator: known.source.originator,
      originatorConsent: known.source.consent,
      now,
      automatic: intent.author === null,
      urgent: intent.urgent ?? false,
    };
  }

  /** Asks the law of the content as it is; where that is too much and the desk agrees, of what an article lists. */
  function judge(decide: Decide, intent: Intent, known: Known) {
    const whole = { ...intent.payload };
    const ask = (payload: Record<string, unknown>) => {
      const question = questionOf(intent, payload, known);
      return { payload, question, answer: decide(question) };
    };
    const first = ask(whole);
    if (first.answer.allowed || !intent.minimise) return { ...first, removed: [] as string[] };
    const bare = ask({});
    if (!bare.answer.allowed) return { ...first, removed: [] as string[] };
    const { kept, removed } = minimise(whole, bare.answer.obligations.minimise);
    return { ...(removed.length > 0 ? ask(kept) : first), removed };
  }

  return async function weigh(db: Db, intent: Intent, scales: Scales): Promise<Weighed> {
    const { supposed = 0 } = scales;
    const approved = supposed > 0 ? supposing(supposed) : await readApproval(db, deps, intent);
    if ('law' in approved) return { refusal: approved, question: null };
    const source = await readSource(db, intent, clock.nowIso());
    if ('law' in source) return { refusal: source, question: null };
    const known = { used: scales.used, approved, source };
    const { question, answer, payload, removed } = judge(scales.decide, intent, known);
    if (!answer.allowed) {
      const { set, clause, code, text } = answer;
      return { refusal: { law: set, clause, code, text }, question };
    }
    const refusal = heldAgainst(answer, payload, approved);
    return refusal ? { refusal, question } : { refusal: null, question, answer, payload, removed, approved };
  };
}
export type Weigh = ReturnType<typeof createWeigh>;

/** Officers who have not approved yet, for a look ahead. */
const supposing = (count: number): Approved => ({
  approvals: Array.from({ length: count }, (_, n) => ({
    officer: `supposed-${n}`,
    at: '',
    method: 'passkey' as const,
    keyThumbprint: null,
  })),
  roles: [],
});

/** The gate's own look at a "yes": a mistake in the law's reading lets nothing out that the article does not list. */
function heldAgainst(answer: Allowed, payload: Record<string, unknown>, approved: Approved): Refused | null {
  const { article, obligations } = answer;
  const { kept, removed } = minimise(payload, obligations.minimise);
  if (removed.length > 0) return gateRefusal('FIELD_NOT_ALLOWED', { article, detail: removed.join(', ') });
  if (Object.keys(kept).length === 0) return gateRefusal('NOTHING_LEFT', { article });
  return lackOf(article, obligations, approved);
}
