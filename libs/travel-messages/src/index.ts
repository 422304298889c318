export type { BilingualText, Issue, Refusal, Segment, Severity } from '@jisr/edifact';
export { type CountryReading, readCountry } from './countries.ts';
export { type CusresResult, readCusres } from './cusres-read.ts';
export {
  answerRequest,
  type CusresAnswer,
  type CusresKind,
  type CusresStatus,
  writeCusres,
} from './cusres-write.ts';
export { raiseTravelIssue, type TravelIssueCode, travelIssues } from './issue-texts.ts';
export { type ReadDocument, toReadDocuments } from './read-document.ts';
export { type ReadOptions, readMessages } from './read-messages.ts';
export { redact } from './redact.ts';
export { sensitiveCodes, sensitiveTermsVersion, sensitiveWords } from './sensitive-terms.ts';
export { assembleSeries, type SeriesState, seriesKey } from './series.ts';
export type {
  Address,
  Bags,
  BagTags,
  BirthPlace,
  Contact,
  Crossing,
  DocumentRecord,
  Leg,
  MessageFunction,
  ReadResult,
  StatusReference,
  TravellerRecord,
  TravelMessage,
} from './types.ts';
