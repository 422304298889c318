/** A signed memorandum as law for machines: documents, decisions with their article, standing, analysis. */
export { type CaseResult, questionOf, runCases } from './cases.ts';
export { type Compiled, compile, type Law, policyDigestOf, type StandingMemorandum } from './compile.ts';
export { decide } from './decide.ts';
export { canonicalBytes, digestOf } from './digest.ts';
export {
  type Article,
  type CaseQuestion,
  DirectiveDocument,
  type ForbidClause,
  MemorandumDocument,
  type PermitClause,
  referenceOf,
  type TestCase,
} from './document.ts';
export { DRAFTS } from './drafts/index.ts';
export { FLOOR } from './floor.ts';
export { PROTOCOL, PROTOCOL_DIGEST } from './protocol.ts';
export type {
  Allowed,
  GateAnswer,
  GateQuestion,
  Obligations,
  RefusalCode,
  Refused,
  Side,
} from './question.ts';
export {
  MOVES,
  STANDINGS,
  type Standing,
  type StandingSignature,
  type Suspension,
  stateOf,
} from './state.ts';
export * from './vocabulary.ts';
