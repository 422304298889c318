import type { PolicyAnswer, PolicyQuestion } from '@jisr/contract';
import {
  type Action,
  type Category,
  decide,
  type GateAnswer,
  type PolicyPurpose,
  type Tlp,
} from '@jisr/memorandum';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import type { LawOfNode } from './law.ts';
import type { MemorandaDeps } from './types.ts';

const DAY_MS = 86_400_000;

/** “May we send this?”: the same decision as the gate's, of a question that an officer makes up. Nothing is sent. */
export function createSimulate(kernel: Kernel, deps: MemorandaDeps, law: LawOfNode) {
  const { clock, database } = kernel;
  return async ({ memorandum, ...asked }: PolicyQuestion): Promise<PolicyAnswer> => {
    const { db } = database;
    const now = clock.now();
    const question = (at: Date) => ({
      ...asked,
      // Values outside of the closed lists are refused by the decision itself, with a text.
      action: asked.action as Action,
      category: asked.category as Category,
      purpose: asked.purpose as PolicyPurpose,
      tlp: asked.tlp as Tlp,
      direction: asked.from.party === deps.party ? ('out' as const) : ('in' as const),
      subject: { minor: asked.minor, own: asked.own, sensitive: asked.sensitive },
      originator: null,
      originatorConsent: false,
      now: at,
    });
    if (memorandum === undefined) return answerOf((await law.deciding(db, now))(question(now)));
    const one = (await law.held(db, now)).find(({ record }) => record.id === memorandum);
    if (!one) throw problem('MEMORANDUM_UNKNOWN');
    const { document, record } = one;
    const alone = law.compiled({ memoranda: [{ document, digest: record.digest, standing: 'in-force' }] });
    const begins = Date.parse(document.inForceFrom);
    // A text that is not in force yet is asked as on its first day.
    return answerOf(decide(alone, question(now.getTime() < begins ? new Date(begins + DAY_MS) : now)));
  };
}

function answerOf(answer: GateAnswer): PolicyAnswer {
  if (!answer.allowed)
    return {
      allowed: false,
      clause: answer.clause,
      set: answer.set,
      code: answer.code,
      text: answer.text,
      allArticles: [],
      policyDigest: answer.policyDigest,
      obligations: null,
    };
  const { obligations } = answer;
  return {
    allowed: true,
    clause: answer.article,
    set: null,
    code: null,
    text: null,
    allArticles: [...answer.allArticles],
    policyDigest: answer.policyDigest,
    obligations: {
      retentionDays: obligations.retentionDays,
      onward: obligations.onward,
      deleteOnRequest: obligations.deleteOnRequest,
      answerWithinHours: obligations.answerWithinHours,
      approvals: obligations.approvals,
      quotaPerDay: obligations.quotaPerDay,
      minimise: [...obligations.minimise],
      caveats: [...obligations.caveats],
    },
  };
}
