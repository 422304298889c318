import { PeerLedgerPage, type Reconciliation, type ReconciliationRow } from '@jisr/contract';
import {
  fromBase64,
  leafHash,
  openCheckpoint,
  parseVkey,
  type SignedCheckpoint,
  utf8,
  type VerifierKey,
  verifyInclusion,
} from '@jisr/transparency-log';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { type LedgerBody, readBody } from './model.ts';
import { nativeCrypto } from './native-crypto.ts';
import { insertReconciliation, selectReconciliations } from './reconcile-store.ts';
import { compare, rowOf, type Said } from './reconciling.ts';
import { selectAbout, selectHead } from './store.ts';
import type { LedgerDeps, LedgerPeer } from './types.ts';

const PAGE = 1000;
const RUNS_SHOWN = 50;
const MOST_ROWS = 5000;
/** What was sent in the last ten minutes may still be under way. */
const UNDER_WAY_MS = 600_000;

const saidOf = (index: number, { kind, subject, objectDigest, time }: LedgerBody): Said => ({
  index,
  kind,
  subject,
  digest: objectDigest,
  at: time,
});

/** Compares this ledger with the peer's and keeps what came of it. */
export function createReconcile({ clock, config, database, ids, log }: Kernel, deps: LedgerDeps) {
  const { db } = database;

  async function ownAbout(party: string, size: number): Promise<Said[]> {
    const said: Said[] = [];
    for (let after = -1; ; ) {
      const rows = await selectAbout(db, party, { after, size, limit: PAGE });
      for (const { index, body } of rows) {
        const entry = readBody(body);
        if (entry) said.push(saidOf(index, entry));
      }
      if (rows.length < PAGE) return said;
      after = rows.at(-1)!.index;
    }
  }

  /** Everything that the peer's ledger says of us. What is not proved to stand in its signed tree is named, not believed. */
  async function peerAbout(logKey: VerifierKey) {
    const said: Said[] = [];
    const unproved: ReconciliationRow[] = [];
    let size = 0;
    for (let after: number | null = -1; after !== null; ) {
      const page: PeerLedgerPage = await fetchPage(deps, after);
      const head = page.checkpoint === '' ? null : needHead(page.checkpoint, logKey);
      size = Math.max(size, head?.size ?? 0);
      for (const entry of page.entries) {
        const body = readBody(entry.body);
        const known = body?.counterpart === config.country ? saidOf(entry.index, body) : null;
        if (known === null || head === null || !isProved(entry, head))
          unproved.push(unprovedRow(entry.index, body));
        else said.push(known);
      }
      // A page that does not move on, or moves on beyond the signed tree, would be asked for without end.
      const moves = page.next === null || (page.next > after && page.next < size);
      if (!moves) throw unreachable('PAGE_REPEATED');
      after = page.next;
    }
    return { said, unproved, size };
  }

  async function run(peer: LedgerPeer, logKey: VerifierKey): Promise<Reconciliation> {
    const theirs = await peerAbout(logKey);
    const ownSize = (await selectHead(db)).size;
    const own = await ownAbout(peer.party, ownSize);
    const now = clock.now();
    const since = new Date(now.getTime() - UNDER_WAY_MS).toISOString();
    const { rows, ...counts } = compare(own, theirs.said, since);
    const found = [...rows, ...theirs.unproved];
    return {
      id: ids.uuid(),
      at: now.toISOString(),
      peer: peer.party,
      ownSize,
      peerSize: theirs.size,
      ...counts,
      problems: found.length,
      rows: found.slice(0, MOST_ROWS),
    };
  }

  return {
    /** @throws Problem `LEDGER_UNPAIRED`, `LEDGER_PEER_UNREACHABLE` */
    async reconcile(): Promise<Reconciliation> {
      const peer = await deps.peer();
      const logKey = peer && parseVkey(peer.logKey);
      if (!peer || !logKey?.ok) throw problem('LEDGER_UNPAIRED');
      const made = await run(peer, logKey.value);
      await database.transaction((tx) => insertReconciliation(tx, made));
      const level = made.problems > 0 ? 'error' : 'info';
      log[level](
        { event: 'ledger.reconciled', problems: made.problems, matched: made.matched },
        'ledgers compared',
      );
      return made;
    },
    reconciliations: async () => ({ items: await selectReconciliations(db, RUNS_SHOWN) }),
  };
}

const unreachable = (detail: string) => problem('LEDGER_PEER_UNREACHABLE', { detail });

async function fetchPage(deps: LedgerDeps, after: number): Promise<PeerLedgerPage> {
  const answer = await deps.peerEntries(after).catch((error: unknown) => {
    throw unreachable(error instanceof Error ? error.message : String(error));
  });
  const page = PeerLedgerPage.safeParse(answer);
  if (!page.success) throw unreachable('PAGE_MALFORMED');
  return page.data;
}

function needHead(note: string, logKey: VerifierKey): SignedCheckpoint {
  const head = openCheckpoint(note, { log: [logKey] }, nativeCrypto);
  if (!head.ok) throw unreachable(head.fault);
  return head.value;
}

function isProved(
  { index, body, proof }: PeerLedgerPage['entries'][number],
  head: SignedCheckpoint,
): boolean {
  const hashes = proof.map(fromBase64);
  if (hashes.some((hash) => hash === null)) return false;
  const claim = {
    leafHash: leafHash(utf8(body), nativeCrypto.sha256),
    index,
    size: head.size,
    proof: hashes as Uint8Array[],
    root: head.root,
  };
  return verifyInclusion(claim, nativeCrypto.sha256);
}

const unprovedRow = (index: number, body: LedgerBody | null): ReconciliationRow =>
  body
    ? rowOf('unproved', body.kind, null, saidOf(index, body))
    : rowOf('unproved', 'audit', null, { index, kind: 'audit', subject: '', digest: null, at: null });
