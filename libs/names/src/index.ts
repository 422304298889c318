export { buildIndex } from './build.ts';
export { buildChange, type ListDifference } from './change.ts';
export { explanationText, type TextLanguage } from './explanation-text.ts';
export { openIndex } from './open.ts';
export { type OtherScript, otherScript } from './other-script.ts';
export { bitsOfScore, defaultThresholdBits, probabilityOfBits, scoreOfBits } from './scoring.ts';
export type {
  EvidenceKind,
  EvidenceScope,
  EvidenceTerm,
  EvidenceVerdict,
  Explanation,
  ExplanationPart,
  LetterRun,
  NameEntry,
  NameGender,
  NameIndex,
  NameKind,
  NameMatch,
  NameQuality,
  NameQuery,
  PartRelation,
  QueryOptions,
} from './types.ts';
