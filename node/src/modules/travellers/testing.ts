/** What the tests of the travellers and of ingest stand on: a kernel on a test database, and messages made by hand. */
import type { TravellerRecord, TravelMessage } from '@jisr/travel-messages';
import { createAudit } from '../../kernel/audit.ts';
import { createBus } from '../../kernel/bus.ts';
import { fixedClock } from '../../kernel/clock.ts';
import { readConfig } from '../../kernel/config.ts';
import type { Database } from '../../kernel/db/types.ts';
import { createIds } from '../../kernel/ids.ts';
import { createJobQueue } from '../../kernel/jobs.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createLog } from '../../kernel/log.ts';
import { createMetrics } from '../../kernel/metrics.ts';
import { createSecrets } from '../../kernel/secrets.ts';
import { trustedTime } from '../../kernel/time-sync.ts';
import type { TravellersChanged, TravellersDeps } from './types.ts';

/**
 * A kernel on this database, its clock standing at the morning of the flight, its log kept in `lines`.
 *
 * @example
 * const { kernel, clock, lines } = testKernel(database);
 */
export function testKernel(database: Database, settings: Readonly<Record<string, string>> = {}) {
  const clock = fixedClock('2026-03-01T11:41:00.000Z');
  const lines: string[] = [];
  const ids = createIds(clock);
  const metrics = createMetrics();
  const kernel: Kernel = {
    config: readConfig({ JISR_COUNTRY: 'BHR', ...settings }),
    clock,
    timeSync: trustedTime,
    ids,
    log: createLog({ logLevel: 'debug' }, (line) => lines.push(line)),
    metrics,
    secrets: createSecrets(new Uint8Array(32).fill(7)),
    database,
    bus: createBus(database),
    queue: createJobQueue({ clock, ids }),
    audit: createAudit({ database, clock, ids, metrics }),
  };
  return { kernel, clock, lines };
}

/** Upper layers that know nothing, and remember what they were told. */
export function quietDeps(kernel: Kernel): TravellersDeps & { told: TravellersChanged[]; raised: string[] } {
  const told: TravellersChanged[] = [];
  const raised: string[] = [];
  return {
    told,
    raised,
    queue: kernel.queue,
    otherScript: () => null,
    rankNames: (_query, names) => names.map(() => 0.5),
    changed: async (_tx, change) => {
      told.push(change);
    },
    hitsOf: async () => new Map(),
    partnerHitsOf: async () => new Map(),
    answersOf: async () => new Map(),
    hitCountsOf: async () => new Map(),
    hitTotals: async () => ({ openHits: { 1: 0, 2: 0, 3: 0 }, oldestUnclaimedAt: null, awaitingSecond: 0 }),
    raiseIssue: async (_tx, _messageIds, issue) => {
      raised.push(issue.code);
    },
    erased: async () => undefined,
  };
}

/** A traveller's record with every field unknown but these. */
export const record = (fields: Partial<TravellerRecord>): TravellerRecord => ({
  role: 'passenger',
  crewTransit: false,
  infant: false,
  surname: null,
  givenNames: null,
  givenNameParts: [],
  title: null,
  nameRaw: null,
  birthDate: null,
  birthDateRaw: null,
  gender: null,
  genderRaw: null,
  nationality: null,
  nationalityRaw: null,
  residence: null,
  birthPlace: null,
  embarkation: null,
  debarkation: null,
  clearance: null,
  address: null,
  contacts: [],
  reference: null,
  locator: null,
  governmentReference: null,
  customerNumber: null,
  ticket: null,
  seats: [],
  bags: { count: null, weightKg: null, tags: [] },
  verified: null,
  crewRole: null,
  documents: [],
  sources: {},
  ...fields,
});

/** A passport. */
export const passport = (number: string, issuer: string, expiry: string | null = '2030-09-15') => ({
  type: 'P',
  number,
  numberRaw: number,
  issuer,
  issuerRaw: issuer,
  issued: null,
  expiry,
  issuedRaw: null,
  expiryRaw: null,
  verified: null,
});

/** A passenger list of QJ412 from London to Bahrain on 1 March 2026. */
export const message = (fields: Partial<TravelMessage>): TravelMessage => ({
  format: 'PAXLST',
  version: '05B',
  association: 'IATA',
  bgm: { code: '745', subcode: null, raw: null },
  function: 'passenger-list',
  amends: false,
  sender: 'QJAIRLINE',
  senderQualifier: null,
  recipient: 'BHPIU',
  recipientQualifier: null,
  senderName: null,
  contacts: [],
  interchangeReference: '2603011140',
  groupReference: null,
  applicationReference: 'APIS',
  reference: 'PAX001',
  commonAccessReference: 'QJ412/260301/1310',
  series: null,
  transactionNumber: null,
  transactionRevision: null,
  sentAt: '2026-03-01T11:40',
  test: false,
  crossings: [
    {
      carrier: 'QJ',
      number: '412',
      suffix: null,
      operatingCarrier: null,
      operatingNumber: null,
      overflight: false,
      raw: 'QJ412',
      legs: [{ from: 'LHR', to: 'BAH', departure: '2026-03-01T13:10', arrival: '2026-03-01T22:45' }],
      borderLeg: 0,
    },
  ],
  travellers: [],
  statusReferences: [],
  declaredTotal: null,
  declaredCrew: null,
  unnamedTravellers: 0,
  sensitiveDropped: 0,
  issues: [],
  range: { start: 0, end: 0 },
  envelopeIssues: [],
  segments: [],
  separators: { component: ':', element: '+', decimal: '.', release: '?', terminator: "'" },
  ...fields,
});

/** One line of a close-out list. */
export const listed = (reference: string | null, locator: string | null = null) => ({
  reference,
  locator,
  surname: null,
  givenNames: null,
  documentNumbers: [],
  segment: 10,
});
