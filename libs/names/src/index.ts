export { buildIndex } from './build.ts';
export { type NameKeys, nameKeyEdition, nameKeys } from './canonical-key.ts';
export { buildChange, type ListDifference } from './change.ts';
export { type ComparedName, type CompareOptions, compareNames } from './comparing.ts';
export { explanationText, type TextLanguage, turningText } from './explanation-text.ts';
export { openIndex } from './open.ts';
export { type OtherScript, otherScript } from './other-script.ts';
export { bitsOfScore, defaultThresholdBits, probabilityOfBits, scoreOfBits } from './scoring.ts';
export { type Turn, type TurnCode, type TurningPoints, turningPoints, type Weight } from './turning.ts';
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
