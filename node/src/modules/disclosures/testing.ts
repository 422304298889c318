import { createHash } from 'node:crypto';
import { testKernel } from '../../../test/test-kernel.ts';
import type { Database, Db } from '../../kernel/db/types.ts';
import { createDisclosures, type Intent } from './index.ts';
import { objectDigestOf } from './model.ts';
import { takePass } from './pass.ts';
import type {
  ApprovalStanding,
  Desk,
  DisclosureHead,
  DisclosuresDeps,
  GateAnswer,
  GateQuestion,
  LedgerEntry,
  Obligations,
  Received,
  ReceivedDocument,
} from './types.ts';

/** A law of one article for each category, in plain code: the tests are about the gate and not about the law. */
export interface Law {
  readonly fields: Readonly<Record<string, readonly string[]>>;
  obligations: Obligations;
  quota: number;
  digest: string;
  /** Why nothing is in force, for example `NOT_IN_FORCE`. */
  stopped: string | null;
  readonly minor: boolean;
}

export const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'person-supplement': ['names', 'birthDate', 'documents', 'phones', 'note', 'references'],
  'query-plain': ['keys', 'note'],
  'query-blind': ['blinded', 'epoch'],
  'hit-answer': ['hit', 'references'],
  'outcome-notice': ['of', 'outcome'],
  'correction-notice': ['of', 'reason', 'corrected', 'withdrawn'],
  'deletion-notice': ['of', 'reason', 'withdrawn'],
  'deletion-receipt': ['of', 'deletedAt', 'copies'],
};
const OBLIGATIONS: Obligations = {
  retentionDays: 90,
  onward: 'forbidden',
  deleteOnRequest: true,
  answerWithinHours: 48,
  approvals: 0,
  approvalRoles: [],
  quotaPerDay: null,
  automatic: true,
  minimise: [],
  caveats: [{ en: 'For information only.', ar: 'للاطلاع فقط.' }],
};

export const lawOf = (changes: Partial<Law> = {}): Law => ({
  fields: { ...FIELDS, 'person-supplement': ['names', 'birthDate', 'documents', 'references'] },
  obligations: OBLIGATIONS,
  quota: 1_000,
  digest: 'd'.repeat(64),
  stopped: null,
  minor: false,
  ...changes,
});

/** What the law says, in the manner of `memoranda.deciding`. */
export function decideBy(law: Law, question: GateQuestion): GateAnswer {
  const policyDigest = 'e'.repeat(64);
  const no = (clause: string, code: string): GateAnswer => ({
    allowed: false,
    set: 'memorandum',
    clause,
    code,
    text: { en: code, ar: code },
    policyDigest,
  });
  const allowed = law.fields[question.category];
  if (law.stopped !== null) return no('BORDERS', law.stopped);
  if (allowed === undefined) return no('BORDERS/9.9', 'CATEGORY');
  const more = question.fields.filter((field) => !allowed.includes(field));
  if (more.length > 0) return no('BORDERS/4.2', 'FIELDS');
  if (question.usedToday >= law.quota) return no('BORDERS/4.2', 'QUOTA');
  if (question.approvals < law.obligations.approvals) return no('BORDERS/4.2', 'APPROVALS');
  if (question.subject.minor && !law.minor) return no('floor/minor', 'MINOR');
  return {
    allowed: true,
    memorandum: { id: 'BORDERS', version: 1, digest: law.digest },
    article: 'BORDERS/4.2',
    allArticles: ['BORDERS/4.2'],
    policyDigest,
    obligations: { ...law.obligations, minimise: allowed },
  };
}

export interface Sealed {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly salt: string;
}
export interface Put {
  readonly sealed: Sealed;
  readonly head: DisclosureHead;
  readonly documentDigest: string;
}

/** A gate over a real database, with a law, a ledger and an exchange that only write down what they are given. */
export function openGate(
  database: Database,
  law: Law = lawOf(),
  more: Partial<DisclosuresDeps<Sealed>> = {},
) {
  const kernel = testKernel(database);
  const entries: (LedgerEntry & { id: string })[] = [];
  const asked: GateQuestion[] = [];
  const put: Put[] = [];
  const approvals = new Map<string, ApprovalStanding>();
  const erased: string[] = [];
  const corrected: Received[] = [];
  const taken: Received[] = [];
  const take = async (_tx: Db, received: Received) => {
    taken.push(received);
  };
  const desks: Record<string, Desk> = Object.fromEntries(
    Object.keys(FIELDS).map((category) => [category, { take }]),
  );
  const ledger = (entry: LedgerEntry): string => {
    const id = kernel.ids.uuid();
    entries.push({ ...entry, id });
    return id;
  };
  const deps: DisclosuresDeps<Sealed> = {
    fieldsOf: (category) => FIELDS[category],
    ledger: {
      append: async (_tx, entry) => ledger(entry),
      appendAll: async (_tx, all) => all.map(ledger),
      evidenceOf: async () => null,
      peerEvidence: async () => null,
      placeOf: async () => new Map(entries.map(({ id }, index) => [id, { index }])),
      pseudonym: (accountId) => `officer-${accountId.slice(-4)}`,
    },
    approvals: { standing: async (_db, id) => approvals.get(id) ?? null },
    memoranda: {
      deciding: async () => (question) => {
        asked.push(question);
        return decideBy(law, question);
      },
      articleText: async () => null,
      signedText: async () => null,
    },
    exchange: {
      seal: async (contents, mediaType) =>
        contents.map(({ content, salt }) => ({ bytes: content, mediaType, salt })),
      objectDigest: ({ salt, bytes }) => objectDigestOf(salt, bytes),
      put: async (_tx, documents) => {
        const digests = new Map<string, string>();
        for (const { pass, sealed, head } of documents) {
          if (!takePass(pass, head.id)) throw new Error('nothing leaves without a pass of the gate');
          const documentDigest = createHash('sha256').update(head.id).digest('hex');
          put.push({ sealed, head, documentDigest });
          digests.set(head.id, documentDigest);
        }
        return digests;
      },
    },
    signed: { documentOf: async () => null, cards: async () => [] },
    self: { party: 'BHR', agency: 'MOI' },
    officers: async () => new Map(),
    desks: () => desks,
    erased: async (_tx, gone) => {
      erased.push(...gone.map(({ id }) => id));
    },
    corrected: async (_tx, received) => {
      corrected.push(received);
    },
    ...more,
  };
  const disclosures = createDisclosures(kernel, deps);
  return {
    kernel,
    law,
    entries,
    asked,
    put,
    approvals,
    erased,
    corrected,
    taken,
    desks,
    deps,
    disclosures,
    /** Prepares and discloses in a transaction of its own. */
    async send(intent: Intent) {
      const prepared = await disclosures.prepare(intent);
      return database.transaction((tx) => disclosures.disclose(tx, prepared));
    },
  };
}
export type OpenGate = ReturnType<typeof openGate>;

/** What an exchange hands to its gate of what the other side's gate has put. */
export const arrives = (
  { sealed, head, documentDigest }: Put,
  from = 'BHR',
  to = 'USA',
): ReceivedDocument => ({
  ...{ head, documentDigest, from, to },
  receivedAt: '2026-03-01T08:00:01.000Z',
  objectDigest: objectDigestOf(sealed.salt, sealed.bytes),
  salt: sealed.salt,
  payload: sealed.bytes,
  mediaType: sealed.mediaType,
});

let made = 0;
/** An intent of the border desk; what a test does not say is as usual. */
export const intentOf = (changes: Partial<Intent> = {}): Intent => {
  made += 1;
  return {
    key: `test:${made}`,
    action: 'supply',
    category: 'person-supplement',
    purpose: 'border-security',
    offence: 'serious',
    tlp: 'amber',
    mode: null,
    payload: { names: ['VANTOUR KARIM'], birthDate: '1980-02-03' },
    subject: { minor: false, own: false, sensitive: false, references: [`document:FRA:${made}`] },
    from: { party: 'BHR', agency: 'MOI' },
    to: { party: 'USA', agency: 'CBP' },
    thread: '019c0000-0000-7000-8000-00000000d001',
    inReplyTo: null,
    approval: null,
    author: '019c0000-0000-7000-8000-000000000001',
    ...changes,
  };
};
