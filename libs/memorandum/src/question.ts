/** What is asked of the policy before anything passes, and what it answers. */
import {
  ACTIONS,
  type Action,
  type Bilingual,
  CATEGORIES,
  type Category,
  isOneOf,
  isPersonal,
  MODES,
  OFFENCES,
  type Offence,
  type OnwardRule,
  offenceRank,
  type PolicyPurpose,
  PURPOSES,
  type QueryMode,
  type RefusalCode,
  TLPS,
  type Tlp,
  tlpRank,
} from './vocabulary.ts';

export interface Side {
  /** Code of the party, for example `BHR`. */
  readonly party: string;
  /** Code of the agency within the party. */
  readonly agency: string;
}

/** One disclosure that is about to happen, as the gate sees it. */
export interface GateQuestion {
  readonly action: Action;
  readonly category: Category;
  /** Names of the members that the payload really holds; the gate computes them. */
  readonly fields: readonly string[];
  readonly purpose: PolicyPurpose;
  /** A value of the offence scale; null: none was named. */
  readonly offence: string | null;
  readonly tlp: Tlp;
  /** Seen from the node that decides: it sends, or it receives. */
  readonly direction: 'out' | 'in';
  readonly from: Side;
  readonly to: Side;
  /** null: not known. `own`: a citizen of the sender's own country. */
  readonly subject: {
    readonly minor: boolean | null;
    readonly own: boolean | null;
    readonly sensitive: boolean;
  };
  /** Distinct officers who approved exactly this document. */
  readonly approvals: number;
  readonly mode: QueryMode | null;
  /** How many disclosures the sender has made under the same article today. */
  readonly usedToday: number;
  readonly assurances: readonly string[];
  /** Party the information first came from; null or the sender: its own. */
  readonly originator: string | null;
  readonly originatorConsent: boolean;
  readonly now: Date;
  /** No person asked for it. Absent: a person did. */
  readonly automatic?: boolean;
  /** Shortens the time to answer where the article has a shorter one. */
  readonly urgent?: boolean;
}

/** What travels with the disclosure and binds the receiver. Read from the deciding article. */
export interface Obligations {
  readonly retentionDays: number;
  readonly onward: OnwardRule;
  readonly deleteOnRequest: boolean;
  readonly answerWithinHours: number | null;
  readonly approvals: number;
  /** Roles of which the approvals must come; empty: any officer who may approve. */
  readonly approvalRoles: readonly string[];
  readonly quotaPerDay: number | null;
  readonly automatic: boolean;
  /** The members that may pass. */
  readonly minimise: readonly string[];
  readonly caveats: readonly Bilingual[];
}

export interface Allowed {
  readonly allowed: true;
  readonly memorandum: { readonly id: string; readonly version: number; readonly digest: string };
  /** The deciding article, for example `BORDERS/4.2`: of several, the one that binds the receiver most. */
  readonly article: string;
  readonly allArticles: readonly string[];
  readonly policyDigest: string;
  readonly obligations: Obligations;
}

export interface Refused {
  readonly allowed: false;
  /** Which of the three sets stopped it. */
  readonly set: 'floor' | 'memorandum' | 'directive';
  /** The clause that stopped it, or the nearest article. */
  readonly clause: string;
  readonly code: RefusalCode;
  readonly text: Bilingual;
  readonly policyDigest: string;
}
export type GateAnswer = Allowed | Refused;

/** The question in the plain values that both readings of the law work on. */
export interface Facts {
  readonly action: Action;
  readonly category: Category;
  readonly fields: readonly string[];
  readonly purpose: PolicyPurpose;
  readonly offence: number;
  readonly tlp: number;
  readonly direction: 'out' | 'in';
  readonly from: Side;
  readonly to: Side;
  readonly minor: boolean;
  readonly minorUnknown: boolean;
  readonly own: boolean;
  readonly sensitive: boolean;
  readonly personal: boolean;
  readonly approvals: number;
  readonly automatic: boolean;
  /** Empty: no query. */
  readonly mode: QueryMode | '';
  readonly usedToday: number;
  readonly assurances: readonly string[];
  readonly foreign: boolean;
  readonly consent: boolean;
  readonly at: number;
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isCode = (value: unknown): boolean => typeof value === 'string' && /^[A-Z0-9*-]{1,40}$/.test(value);

/** The first member of a question that no law could be applied to; null when there is none. */
export function faultOf(question: GateQuestion): string | null {
  const checks: readonly (readonly [string, boolean])[] = [
    ['action', isOneOf(ACTIONS, question.action)],
    ['category', isOneOf(CATEGORIES, question.category)],
    ['purpose', isOneOf(PURPOSES, question.purpose)],
    ['offence', question.offence === null || isOneOf(OFFENCES, question.offence)],
    ['tlp', isOneOf(TLPS, question.tlp)],
    ['direction', question.direction === 'in' || question.direction === 'out'],
    ['mode', question.mode === null || isOneOf(MODES, question.mode)],
    ['from', isCode(question.from.party) && isCode(question.from.agency)],
    ['to', isCode(question.to.party) && isCode(question.to.agency)],
    ['approvals', isCount(question.approvals)],
    ['usedToday', isCount(question.usedToday)],
    ['fields', Array.isArray(question.fields) && question.fields.length <= 200],
    ['now', Number.isFinite(question.now.getTime())],
  ];
  return checks.find(([, good]) => !good)?.[0] ?? null;
}

/** Puts a question into plain values; the question must have no {@link faultOf}. */
export function factsOf(question: GateQuestion): Facts {
  const { subject, originator, from } = question;
  return {
    action: question.action,
    category: question.category,
    fields: question.fields,
    purpose: question.purpose,
    offence: offenceRank((question.offence ?? 'none') as Offence),
    tlp: tlpRank(question.tlp),
    direction: question.direction,
    from,
    to: question.to,
    minor: subject.minor === true,
    minorUnknown: subject.minor === null,
    own: subject.own === true,
    sensitive: subject.sensitive,
    personal: isPersonal(question.category),
    approvals: question.approvals,
    automatic: question.automatic === true,
    mode: question.mode ?? '',
    usedToday: question.usedToday,
    assurances: question.assurances,
    foreign: originator !== null && originator !== from.party && originator !== question.to.party,
    consent: question.originatorConsent,
    at: question.now.getTime(),
  };
}
