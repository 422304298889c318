export { createIssueRaiser, fillText, type IssueParams, type IssuePlace, type IssueText } from './issue.ts';
export { type EdifactIssueCode, edifactIssues } from './issue-texts.ts';
export { isCalendarDay } from './local-time.ts';
export { readInterchanges } from './read.ts';
export { componentAt, defaultSeparators, elementsOf } from './split.ts';
export type {
  BilingualText,
  EdifactMessage,
  EdifactResult,
  Group,
  Interchange,
  Issue,
  Party,
  Refusal,
  Segment,
  Separators,
  SeriesPart,
  Severity,
} from './types.ts';
export { type InterchangeDraft, type MessageDraft, type SegmentDraft, writeInterchange } from './write.ts';
