/**
 * The closed lists that a memorandum is written in. Whatever is not listed here cannot be agreed, asked or sent.
 * This file and what it exports needs nothing: screens use it without the policy engine.
 */
import { CATALOGUE, type CategoryRow, FIELDS } from './catalogue-table.ts';

export { CATALOGUE, FIELDS } from './catalogue-table.ts';
export * from './label-words.ts';

/** One sentence in both languages of the partnership; neither is a translation that may be missing. */
export interface Bilingual {
  readonly en: string;
  readonly ar: string;
}

export const ACTIONS = [
  'ask',
  'answer',
  'request',
  'supply',
  'notify',
  'publish',
  'export',
  'hold',
  'onward',
  'agree',
] as const;
export type Action = (typeof ACTIONS)[number];

export const PURPOSES = [
  'border-security',
  'goods-security',
  'trusted-traveller',
  'counter-terrorism',
  'organised-crime',
  'cybercrime',
  'critical-infrastructure',
  'capacity-building',
  'protocol',
] as const;
export type PolicyPurpose = (typeof PURPOSES)[number];

/** How serious what is looked into is, lightest first. `serious`: punishable by three years or more. */
export const OFFENCES = ['none', 'any-offence', 'serious', 'terrorism-or-toc'] as const;
export type Offence = (typeof OFFENCES)[number];

/** Traffic Light Protocol 2.0 (FIRST, 2022), most open first. */
export const TLPS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export type Tlp = (typeof TLPS)[number];

export const MODES = ['plain', 'blind'] as const;
export type QueryMode = (typeof MODES)[number];

export const ONWARD = ['forbidden', 'with-consent', 'allowed-within-purpose'] as const;
export type OnwardRule = (typeof ONWARD)[number];

/** What the asking side promises in return for what it receives. */
export const ASSURANCES = ['no-death-penalty', 'no-ill-treatment', 'fair-trial', 'not-political'] as const;
export type Assurance = (typeof ASSURANCES)[number];

/** How a clause stands to minors and to the sender's own citizens. */
export const PERSON_RULES = ['allowed', 'two-approvals', 'forbidden'] as const;
export type PersonRule = (typeof PERSON_RULES)[number];

export type Category = keyof typeof CATALOGUE;
export const CATEGORIES = Object.keys(CATALOGUE) as readonly Category[];
export type FieldName = keyof typeof FIELDS;

/**
 * What a category may hold.
 *
 * @example
 * fieldsOf('hit-answer') // ['hit', 'references', …]
 */
export const fieldsOf = (category: Category): readonly string[] => CATALOGUE[category].fields;

/** Whether a document of this category says something about a person who can be told apart. */
export const isPersonal = (category: Category): boolean => (CATALOGUE[category] as CategoryRow).personal;

/** Whether one member says something about a person; unknown members count as personal. */
export const isPersonalField = (field: string): boolean =>
  Object.hasOwn(FIELDS, field) ? FIELDS[field as FieldName].personal : true;

export const tlpRank = (tlp: Tlp): number => TLPS.indexOf(tlp);
export const offenceRank = (offence: Offence): number => OFFENCES.indexOf(offence);

/** Why the law says no. */
export const REFUSAL_CODES = [
  'QUESTION_INVALID',
  'POLICY_ERROR',
  'READINGS_DISAGREE',
  'FORBIDDEN_BY_FLOOR',
  'FORBIDDEN_BY_ARTICLE',
  'FORBIDDEN_BY_DIRECTIVE',
  'NO_ARTICLE',
  'NOT_IN_FORCE',
  'OUTSIDE_DATES',
  'DIRECTION',
  'ACTION',
  'CATEGORY',
  'FIELDS',
  'PURPOSE',
  'OFFENCE',
  'TLP',
  'APPROVALS',
  'AUTOMATIC',
  'MODE',
  'QUOTA',
  'ASSURANCE',
  'MINOR',
  'OWN_CITIZEN',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/**
 * Whether a text belongs to a closed list.
 *
 * @example
 * isOneOf(PURPOSES, 'border-security') // true
 */
export const isOneOf = <T extends string>(list: readonly T[], text: unknown): text is T =>
  (list as readonly unknown[]).includes(text);
