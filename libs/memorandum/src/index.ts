/** A signed memorandum as law for machines: documents, decisions with their article, standing, analysis. */
export {
  type Analysis,
  type Cell,
  type Change,
  compare,
  untestedOf,
} from './analysis.ts';
export { type CaseResult, questionOf, runCases } from './cases.ts';
export { sayChange } from './change-words.ts';
export { type Checked, type DocumentFault, prove, readDirective, readMemorandum } from './checking.ts';
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
  Refused,
  Side,
} from './question.ts';
export { SignatureEnvelope, type SignatureVerifier, signedBytes, verifySignature } from './signature.ts';
export {
  MOVES,
  STANDINGS,
  type Standing,
  type StandingSignature,
  type Suspension,
  stateOf,
} from './state.ts';
export { LIMITS } from './strict-json.ts';
export * from './vocabulary.ts';
