export {
  type Committed,
  commit,
  type Opening,
  type OpeningVerdict,
  openInput,
  verifyOpening,
} from './commitments.ts';
export {
  buildFilter,
  contains,
  type Filter,
  type FilterHeader,
  type FilterReading,
  readFilter,
  referenceOf,
} from './filter.ts';
export {
  type DocumentFacts,
  encodeKey,
  type Key,
  listingKeys,
  MOST_KEYS,
  type PersonFacts,
  questionKeys,
  type Sex,
  USUAL_KEYS,
} from './keys.ts';
export { BATCH_LIMIT, type BlindQuestion, blind, resume, type Unblinded, unblind } from './requester.ts';
export { type EpochKeys, type Evaluation, epochKeys, evaluate, own, type RandomBytes } from './responder.ts';
