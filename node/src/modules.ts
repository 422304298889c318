import type { GateQuestion as PolicyQuestion } from '@jisr/memorandum';
import { CATALOGUE, type Category } from '@jisr/memorandum/vocabulary';
import { otherScript } from '@jisr/names';
import { createBridge, keyNoticeIntent } from './bridge.ts';
import type { Db } from './kernel/db/types.ts';
import type { Jobs } from './kernel/jobs.ts';
import type { Kernel } from './kernel/kernel.ts';
import { createAnswers } from './modules/answers/index.ts';
import { createApprovals } from './modules/approvals/index.ts';
import { approvalDocument, createDisclosures, type Desks, takePass } from './modules/disclosures/index.ts';
import type { Carry, Exchange } from './modules/exchange/index.ts';
import { createHits } from './modules/hits/index.ts';
import { createIdentity } from './modules/identity/index.ts';
import { createDropFolder, createIngest } from './modules/ingest/index.ts';
import { createLedger } from './modules/ledger/index.ts';
import { createMemoranda } from './modules/memoranda/index.ts';
import { createOversight } from './modules/oversight/index.ts';
import { createQueries, type Queries } from './modules/queries/index.ts';
import { createRequests, type Requests } from './modules/requests/index.ts';
import { createScreening } from './modules/screening/index.ts';
import { createTravellers } from './modules/travellers/index.ts';
import { createWatchlists } from './modules/watchlists/index.ts';
import { rankNames } from './rank-names.ts';
import { VERSION } from './version.ts';

/** A disclosure that ended so was never held by the partner. */
const FAILED: ReadonlySet<string> = new Set(['refused', 'expired', 'cancelled']);

/** The national contact point, through which questions, answers and the law itself pass (the agency of the memoranda). */
const CONTACT_POINT = 'NCP';

export type Modules = ReturnType<typeof composeModules>;

/**
 * Wires the modules: each gets what it needs of the layers below, and callbacks for what the layers above do next.
 * The callbacks close over names that are set a few lines later; nothing calls them before the node starts.
 */
export function composeModules(
  kernel: Kernel,
  outer: {
    jobs: () => Jobs;
    checks: () => Record<string, boolean>;
    /** Another way to the peer than the network. */
    carry?: Carry | undefined;
  },
) {
  const { database, queue } = kernel;
  const identity = createIdentity(kernel, {
    grantsOf: (accountId) => approvals.breakGlass.grantsOf(accountId),
  });
  const { officers } = identity.accounts;
  const ownPoint = { party: kernel.config.country, agency: CONTACT_POINT };
  const ledger = createLedger(kernel, {
    accounts: () => identity.accounts.list(),
    peer: () => bridge.ledgerPeer(),
    askPeer: (body) => bridge.askWitness(body),
    peerEntries: (after) => bridge.peerEntries(after),
  });

  const approvals = createApprovals(kernel, {
    people: identity.accounts.people,
    officers,
    proofs: identity.proofs,
    notifyRoles: identity.security.notifyRoles,
    ledger,
    handlers: () => ({
      memorandum: memoranda.approvals,
      suspension: memoranda.approvals,
      directive: memoranda.approvals,
      'filter-publication': queries.approval,
      supply: requests.approval,
      pairing: bridge.approvals.pairing,
      'key-change': bridge.approvals.keyChange,
      'key-revocation': bridge.approvals.keyRevocation,
    }),
  });
  const memoranda = createMemoranda(kernel, {
    party: kernel.config.country,
    ledger,
    officers,
    approvals,
    disclose: async (intent) => {
      const outcome = await disclosures.send(intent);
      if (!outcome.disclosed) throw new Error(`the gate refused: ${outcome.refusal.clause}`);
    },
    sign: (bytes) => bridge.exchange.signMemorandum(bytes),
    verify: (db, of) => bridge.exchange.verifyMemorandum(db, of),
    uses: (db) => disclosures.uses(db),
  });

  const disclosures = createDisclosures(kernel, {
    ledger: {
      append: ledger.append,
      appendAll: ledger.appendAll,
      pseudonym: ledger.pseudonym,
      placeOf: ledger.placeOf,
      peerEvidence: ledger.peerEvidence,
      async evidenceOf(db, entryId) {
        const index = (await ledger.placeOf(db, [entryId])).get(entryId)?.index;
        if (index === undefined) return null;
        return { entry: (await ledger.read(index)).body, proof: await ledger.prove(index) };
      },
    },
    approvals,
    officers,
    fieldsOf: (category) =>
      Object.hasOwn(CATALOGUE, category) ? CATALOGUE[category as Category].fields : undefined,
    signed: {
      documentOf: (db, id) => bridge.exchange.signed.documentOf(db, id),
      cards: (db) => bridge.exchange.signed.cards(db),
    },
    self: ownPoint,
    memoranda: {
      // What is on no closed list is a question that the law refuses by itself (`QUESTION_INVALID`).
      async deciding(db, now) {
        const decide = await memoranda.deciding(db, now);
        return (question) => decide(question as PolicyQuestion);
      },
      articleText: memoranda.articleText,
      signedText: memoranda.signedText,
    },
    // The gate alone takes `put` from it.
    get exchange(): Exchange {
      return bridge.exchange;
    },
    desks: (): Desks => ({
      'memorandum-proposal': { take: memoranda.arriving['memorandum-proposal'] },
      'memorandum-signature': { take: memoranda.arriving['memorandum-signature'] },
      suspension: { take: memoranda.arriving.suspension },
      'key-notice': bridge.keyNotice,
      ...queries.desks,
      ...requests.desks,
    }),
    async erased(tx, received) {
      const ids = received.map(({ id }) => id);
      await queries.erased(tx, ids);
      await requests.erased(tx, ids);
    },
    corrected: (tx, received) => requests.corrected(tx, received),
  });

  const bridge = createBridge(
    kernel,
    {
      ledger,
      approvals,
      officers,
      takePass,
      mayLeave: disclosures.mayLeave,
      resigned: disclosures.resigned,
      async tellKey(notice) {
        const outcome = await disclosures.send(keyNoticeIntent(ownPoint, notice));
        if (!outcome.disclosed) throw new Error(`the gate refused: ${outcome.refusal.clause}`);
      },
      articleText: memoranda.articleText,
      received: disclosures.receive,
      async settled(tx, settlements) {
        await disclosures.settled(tx, settlements);
        await requests.settled(tx, settlements);
        for (const { id, state, reason } of settlements)
          if (FAILED.has(state)) await queries.settled(tx, { id, reason });
      },
    },
    outer.carry,
  );

  const watchlists = createWatchlists(kernel, {
    jobs: queue,
    officers: (accountIds) => officers(database.db, accountIds),
    changed: (tx, change) => screening.listChanged(tx, change),
    liveVersion: (watchlistId) => screening.version(watchlistId),
    otherScript,
  });
  const travellers = createTravellers(kernel, {
    queue,
    otherScript,
    rankNames,
    changed: (tx, change) => screening.travellersChanged(tx, change),
    hitsOf: (db, travellerIds) => hits.hitsOf(db, travellerIds),
    answersOf: (db, travellerIds) => answers.answersOf(db, travellerIds),
    partnerHitsOf: (db, travellerIds) => queries.partnerHitsOf(db, travellerIds),
    hitCountsOf: (db, crossingIds) => hits.hitCountsOf(db, crossingIds),
    hitTotals: (db) => hits.hitTotals(db),
    raiseIssue: (tx, messageIds, issue) => ingest.raiseIssue(tx, messageIds, issue),
    erased: async (tx, erased) => {
      await answers.erased(tx, erased.messageIds);
      await ingest.erased(tx, erased);
    },
  });
  const hits = createHits(kernel, {
    officers,
    travellers,
    watchlists,
    partnerHitsOf: (db, travellerIds) => queries.partnerHitsOf(db, travellerIds),
    statusChanged: (tx, travellerIds) => answers.statusChanged(tx, travellerIds),
    screenAgain: (tx, travellerIds) => screening.screenAgain(tx, travellerIds),
  });
  const screening = createScreening(kernel, {
    watchlists,
    travellers,
    propose: (tx, proposed) => hits.raise(tx, proposed),
    listChanged: (tx, watchlistId) => hits.listChanged(tx, watchlistId),
    crossingChanged: (tx, crossingId) => hits.crossingChanged(tx, crossingId),
    screened: async (tx, { messageId, travellerIds }) => {
      await answers.request(tx, messageId);
      await queries.screened(tx, travellerIds);
    },
  });
  /** The two contact points, once the nodes are paired. */
  async function sides(db: Db) {
    const peer = await bridge.exchange.peer(db);
    if (peer?.state !== 'active') return null;
    return {
      own: ownPoint,
      partner: { party: peer.party, agency: CONTACT_POINT },
    };
  }
  const queries: Queries = createQueries(kernel, {
    gate: disclosures,
    ledger,
    sides,
    travellers,
    watchlists,
    officers,
    quotas: memoranda.queryQuotas,
    deliveries: disclosures.deliveries,
    screenOne: (person, watchlistIds) => screening.meets(person, watchlistIds),
    approvals,
    approvalDocument,
    automatic: kernel.config.askPartner,
  });
  const requests: Requests = createRequests(kernel, {
    gate: disclosures,
    approvals,
    approvalDocument,
    sides,
    queries,
    watchlists,
    officers,
  });
  const ingest = createIngest(kernel, {
    travellers,
    repeated: (tx, messageId) => answers.request(tx, messageId),
    answersOf: (db, messageId) => answers.listOf(db, messageId),
  });
  const answers = createAnswers(kernel, {
    travellers,
    statusOf: hits.statusOf,
    envelopeOf: (db, messageId) => ingest.envelopeOf(db, messageId),
  });
  const folder = createDropFolder(kernel, ingest);
  const oversight = createOversight(kernel, {
    officers,
    jobs: outer.jobs,
    purgeSessions: () => identity.sessions.purgeEnded(),
    checks: outer.checks,
    folderWaiting: () => folder.waiting(),
    version: VERSION,
  });

  return {
    identity,
    approvals,
    ledger,
    memoranda,
    disclosures,
    bridge,
    watchlists,
    travellers,
    hits,
    screening,
    queries,
    requests,
    ingest,
    answers,
    folder,
    oversight,
  };
}
