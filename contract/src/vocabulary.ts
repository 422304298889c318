/**
 * The closed vocabularies of Jisr: one list of words for the database, the API, the console and the command line.
 * Each list is a Zod enum, so that the same line validates input, types the code and documents the API.
 */
import { z } from 'zod';

/** What an account may be. A carrier is not a role: carriers sign in with API keys. */
export const Role = z.enum([
  'watch-officer',
  'border-officer',
  'list-manager',
  'supervisor',
  'data-protection-officer',
  'liaison-officer',
  'releasing-officer',
  'policy-officer',
  'auditor',
  'administrator',
]);
export type Role = z.infer<typeof Role>;

export const Language = z.enum(['ar', 'en']);
export type Language = z.infer<typeof Language>;

export const Theme = z.enum(['system', 'light', 'dark']);
export const Density = z.enum(['compact', 'normal', 'comfortable']);
export const Digits = z.enum(['latin', 'arabic-indic']);

/** NAD 3035 groups of PAXLST: FL passenger, FM crew, DDU/DDT in transit. */
export const TravellerRole = z.enum(['passenger', 'crew', 'transit']);
export type TravellerRole = z.infer<typeof TravellerRole>;

/** Where a traveller stands on a crossing; close-out messages (BGM 266) move it. */
export const TravelStatus = z.enum(['expected', 'boarded', 'not-boarded', 'cancelled']);
export type TravelStatus = z.infer<typeof TravelStatus>;

export const CrossingStatus = z.enum(['scheduled', 'closed', 'cancelled']);
export type CrossingStatus = z.infer<typeof CrossingStatus>;

export const Gender = z.enum(['M', 'F', 'X']);
export type Gender = z.infer<typeof Gender>;

export const ListingKind = z.enum(['person', 'organisation', 'vessel', 'aircraft', 'other']);
export type ListingKind = z.infer<typeof ListingKind>;

export const NameQuality = z.enum(['primary', 'strong', 'weak', 'original']);
export type NameQuality = z.infer<typeof NameQuality>;

/** What the list's owner asks of whoever meets the person. */
export const Instruction = z.enum(['inform', 'monitor', 'refer', 'detain', 'deny-boarding']);
export type Instruction = z.infer<typeof Instruction>;

/** Instructions that take liberty away: a second person must agree (safeguard 1). */
export const SERIOUS_INSTRUCTIONS = ['detain', 'deny-boarding'] as const satisfies readonly Instruction[];

export const HitState = z.enum([
  'open',
  'claimed',
  'awaiting-second',
  'cleared',
  'confirmed',
  'undetermined',
]);
export type HitState = z.infer<typeof HitState>;

/** What the officer says of a hit. */
export const Verdict = z.enum(['not-listed', 'is-listed', 'cannot-tell']);
export type Verdict = z.infer<typeof Verdict>;

export const ReasonCode = z.enum([
  'birth-date-differs',
  'document-differs',
  'name-differs',
  'gender-differs',
  'nationality-differs',
  'known-traveller',
  'documents-agree',
  'birth-date-agrees',
  'photo-agrees',
  'partner-confirmed',
  'insufficient-information',
  'other',
]);
export type ReasonCode = z.infer<typeof ReasonCode>;

/** How soon a hit needs a human: 1 = now, 2 = soon (while the journey lasts), 3 = later. */
export const Severity = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type Severity = z.infer<typeof Severity>;

/** The first character of the CUSRES status code (ERC): 0 OK, 1 do not board, 2 refer, 4 data insufficient. */
export const AnswerStatus = z.enum(['ok', 'no-board', 'refer', 'insufficient']);
export type AnswerStatus = z.infer<typeof AnswerStatus>;

export const MessageStatus = z.enum(['read', 'refused', 'duplicate']);
export type MessageStatus = z.infer<typeof MessageStatus>;

export const MessageChannel = z.enum(['api', 'folder', 'cli']);
export type MessageChannel = z.infer<typeof MessageChannel>;

export const ListFormat = z.enum(['ofac-sdn', 'un-consolidated', 'ftm-jsonl', 'jisr-csv', 'manual']);
export type ListFormat = z.infer<typeof ListFormat>;

export const ImportStatus = z.enum(['running', 'applied', 'unchanged', 'held', 'failed', 'discarded']);
export type ImportStatus = z.infer<typeof ImportStatus>;

export const ProposalKind = z.enum(['add', 'change', 'withdraw']);
export const ProposalStatus = z.enum(['pending', 'approved', 'rejected']);

/** Why personal data was read; the officer's own words go beside it. */
export const Purpose = z.enum([
  'watch',
  'hit-review',
  'search',
  'border-check',
  'list-keeping',
  'message-quality',
  'supervision',
  'data-protection',
  'exchange',
  'administration',
]);
export type Purpose = z.infer<typeof Purpose>;
