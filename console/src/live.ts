/** What changes on the node, as it changes: server-sent events that make the right reads stale (identifiers only). */
import { API, LiveEvent } from '@jisr/contract';

export type LiveKind = LiveEvent['kind'];
/** `catching-up`: connected again, reading what was missed. `since`: when the state began, ms since 1970. */
export interface LiveState {
  readonly state: 'live' | 'catching-up' | 'offline';
  readonly since: number;
}

const { readBoard, listCrossings, readCrossing, readTraveller, searchTravellers } = API;
const { listHits, readHit, listReferrals, listMessages, readMessage, listQuarantine } = API;
const { listWatchlists, listListings, listImports, readImport, listProposals, readListing, screeningStatus } =
  API;
const { readLedger, listLedgerEntries, listReconciliations } = API;
const { listQueries, readQuery, listPartnerHits, readPartnerHit, listReceivedQueries, readQueryDesk } = API;
const { listMemoranda, readMemorandum, readMemorandumAnalysis, listDirectives } = API;
const { listDisclosures, readDisclosure, listReceivedDisclosures, readReceivedDisclosure } = API;
const { listDisclosureRefusals, dataProtectionState, expiryCalendar, listDuties } = API;
const { listRequests, readRequest } = API;
const { readPartner, listExchange, listExchangeThreads, readExchange } = API;

/** Which reads an event makes stale. */
export const STALE_BY: Readonly<Record<LiveKind, readonly string[]>> = {
  crossing: paths(readBoard, listCrossings, readCrossing, readTraveller),
  hit: paths(readBoard, listCrossings, readCrossing, readTraveller, searchTravellers, listHits, readHit),
  message: paths(readBoard, listMessages, readMessage),
  referral: paths(listReferrals, readHit),
  watchlist: paths(listWatchlists, listListings, readListing),
  import: paths(listImports, readImport, listWatchlists),
  proposal: paths(listProposals, listListings),
  screening: paths(readBoard, screeningStatus, listWatchlists),
  quarantine: paths(listQuarantine, listMessages),
  query: paths(listQueries, readQuery, listReceivedQueries, readQueryDesk, API.listAuditableQueries),
  'partner-hit': paths(
    ...[listPartnerHits, readPartnerHit, listQueries, readQuery],
    ...[listHits, readHit, readCrossing, readTraveller],
  ),
  request: paths(listRequests, readRequest, listPartnerHits),
  disclosure: paths(
    listDisclosures,
    readDisclosure,
    listReceivedDisclosures,
    readReceivedDisclosure,
    listDisclosureRefusals,
    dataProtectionState,
    expiryCalendar,
    listDuties,
  ),
  ledger: paths(readLedger, listLedgerEntries, listReconciliations),
  approval: paths(API.listApprovals, API.readApproval, API.listBreakGlass, readRequest),
  'break-glass': paths(API.listBreakGlass, API.listApprovals, API.listNotices),
  memorandum: paths(listMemoranda, readMemorandum, readMemorandumAnalysis, listDirectives),
  peer: paths(readPartner),
  exchange: paths(readPartner, listExchange, listExchangeThreads, readExchange),
};

function paths(...routes: readonly { readonly path: string }[]): readonly string[] {
  return routes.map((route) => route.path);
}

/** The stale paths of a batch, each once; a read of one record by another id is left alone. */
export interface Stale {
  readonly path: string;
  /** Null: every query of the path. */
  readonly ids: ReadonlySet<string> | null;
}

const BY_ID: Readonly<Partial<Record<LiveKind, string>>> = {
  crossing: readCrossing.path,
  hit: readHit.path,
  message: readMessage.path,
  import: readImport.path,
};

/**
 * Folds a batch of events into what to read again.
 *
 * @example
 * staleOf([{ kind: 'hit', id: '*' }]) // every path of STALE_BY.hit, ids: null
 */
export function staleOf(batch: readonly LiveEvent[]): readonly Stale[] {
  const found = new Map<string, Set<string> | null>();
  for (const { kind, id } of batch) {
    for (const path of STALE_BY[kind]) {
      const own = BY_ID[kind] === path && id !== '*';
      const before = found.get(path);
      if (!own || before === null) found.set(path, null);
      else found.set(path, (before ?? new Set()).add(id));
    }
  }
  return [...found].map(([path, ids]) => ({ path, ids }));
}

interface LiveDeps {
  readonly open: (url: string) => EventSource;
  readonly now: () => number;
  /** Called with what became stale; all paths when the connection was lost meanwhile. */
  readonly refresh: (stale: readonly Stale[] | 'all') => Promise<void>;
  readonly changed: (state: LiveState) => void;
  readonly later: (run: () => void, ms: number) => void;
}

/** The first event shows at once (C4: event to row < 300 ms); the rest of a burst waits for one second. */
const FIRST_MS = 40;
const BURST_MS = 1000;
/** What needs a human does not wait behind the burst of messages that brought it. */
const URGENT: readonly LiveKind[] = ['hit', 'referral', 'partner-hit', 'query'];

/** EventSource gives up for good on an answer that is no stream (503 while a node starts): it is opened again. */
const REOPEN_MS = 3000;
const GAVE_UP = 2;

/** Listens to the node until `close()`. EventSource reconnects by itself after a broken line. */
export function createLive(deps: LiveDeps): { close(): void } {
  const hear = sorted(deps);
  let source: EventSource | null = null;
  let lost = false;
  let ended = false;
  const welcome = () => {
    if (!lost) return deps.changed({ state: 'live', since: deps.now() });
    deps.changed({ state: 'catching-up', since: deps.now() });
    lost = false;
    void deps.refresh('all').then(() => deps.changed({ state: 'live', since: deps.now() }));
  };
  const connect = () => {
    if (ended) return;
    const opened = deps.open(API.events.path);
    source = opened;
    for (const kind of LiveEvent.shape.kind.options) opened.addEventListener(kind, hear);
    opened.onopen = welcome;
    opened.onerror = () => {
      if (!lost) deps.changed({ state: 'offline', since: deps.now() });
      lost = true;
      if (opened.readyState === GAVE_UP) deps.later(connect, REOPEN_MS);
    };
  };
  connect();
  return {
    close() {
      ended = true;
      source?.close();
    },
  };
}

/** Hears events: the urgent ones are gathered apart from the others. */
function sorted(deps: LiveDeps): (message: MessageEvent<string>) => void {
  const urgent = gather(deps);
  const other = gather(deps);
  return (message) => {
    const event = LiveEvent.safeParse(JSON.parse(message.data));
    if (event.success) (URGENT.includes(event.data.kind) ? urgent : other)(event.data);
  };
}

/** Gathers events into batches and says what each makes stale. */
function gather({ now, later, refresh }: LiveDeps): (event: LiveEvent) => void {
  let batch: LiveEvent[] = [];
  let busyUntil = 0;
  let scheduled = false;
  const flush = () => {
    scheduled = false;
    const taken = batch;
    batch = [];
    void refresh(staleOf(taken));
    busyUntil = now() + BURST_MS;
  };
  return (event) => {
    batch.push(event);
    if (scheduled) return;
    scheduled = true;
    later(flush, Math.max(FIRST_MS, busyUntil - now()));
  };
}
