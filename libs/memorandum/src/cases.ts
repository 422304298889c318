/** The test cases that an article carries: a question and the answer that its authors expect. */
import { compile } from './compile.ts';
import { decide } from './decide.ts';
import { digestOf } from './digest.ts';
import type { CaseQuestion, MemorandumDocument, TestCase } from './document.ts';
import type { GateAnswer, GateQuestion } from './question.ts';

const DAY = 86_400_000;

/** Fills in what a case leaves unsaid: an adult foreigner, nothing used, the day after entry into force. */
export function questionOf(
  asked: CaseQuestion,
  document: Pick<MemorandumDocument, 'inForceFrom'>,
): GateQuestion {
  return {
    action: asked.action,
    category: asked.category,
    fields: asked.fields ?? [],
    purpose: asked.purpose,
    offence: asked.offence ?? null,
    tlp: asked.tlp ?? 'amber',
    direction: 'out',
    from: asked.from,
    to: asked.to,
    subject: { minor: asked.minor ?? false, own: asked.own ?? false, sensitive: asked.sensitive ?? false },
    approvals: asked.approvals ?? 0,
    mode: asked.mode ?? null,
    usedToday: asked.usedToday ?? 0,
    assurances: asked.assurances ?? [],
    originator: asked.originator ?? null,
    originatorConsent: asked.originatorConsent ?? false,
    automatic: asked.automatic ?? false,
    now: new Date(asked.at ?? Date.parse(document.inForceFrom) + DAY),
  };
}

export interface CaseResult {
  readonly article: string;
  readonly test: TestCase;
  readonly answer: GateAnswer;
  readonly passed: boolean;
}

/** Runs the cases of a document one by one, under the floor and itself alone, as if it were in force. */
export function* casesOf(document: MemorandumDocument): Generator<CaseResult> {
  const compiled = compile({ memoranda: [{ document, digest: digestOf(document), standing: 'in-force' }] });
  for (const { number, cases } of document.articles)
    for (const test of cases) {
      const answer = decide(compiled, questionOf(test.question, document));
      const { expected } = test;
      const passed =
        answer.allowed && expected.allowed
          ? answer.article === expected.article
          : !answer.allowed && !expected.allowed && answer.code === expected.code;
      yield { article: number, test, answer, passed };
    }
}

/** All cases of a document at once. */
export const runCases = (document: MemorandumDocument): CaseResult[] => [...casesOf(document)];
