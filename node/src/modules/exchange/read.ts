import type {
  Bilingual,
  CardFace,
  ExchangeDocument,
  ExchangeItem,
  ExchangeKey,
  ExchangePage,
  ExchangeQuery,
  ExchangeThread,
  LinkHealth,
  Partner,
} from '@jisr/contract';
import type { TrustedCard } from '@jisr/exchange-documents';
import { encode } from 'uqr';
import type { z } from 'zod';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { isoOf } from './claims.ts';
import type { Keys } from './keys.ts';
import {
  type ItemRow,
  selectCounts,
  selectDocument,
  selectItems,
  selectLanes,
  selectThreads,
} from './list-store.ts';
import { KEY_LIFE_MS, OVERLAP_MS, standingOf } from './model.ts';
import type { Pairing } from './pairing.ts';
import { type LinkRow, selectAlarms, selectLink } from './peer-store.ts';
import type { KnownPeer, Ring } from './ring.ts';
import type { ExchangeDeps } from './types.ts';

const later = (iso: string, ms: number) => new Date(Date.parse(iso) + ms).toISOString();

/** What the console reads: the partner page, the two boxes, one document. */
export function createRead(
  kernel: Kernel,
  deps: Pick<ExchangeDeps, 'ledger' | 'officers' | 'unwitnessed' | 'articleText' | 'certificate'>,
  parts: { keys: Keys; ring: Ring; pairing: Pairing },
) {
  const { database, clock } = kernel;
  const { db } = database;

  async function health(peer: KnownPeer | undefined): Promise<LinkHealth> {
    const [link, { counts, received, oldest }, lanes, unwitnessed] = [
      await selectLink(db),
      await selectCounts(db),
      await selectLanes(db),
      await deps.unwitnessed(),
    ];
    const { lastAttemptAt, lastContactAt, heardAt, skewMs, retryAt, lastError, alarm } = link;
    const state = stateOf(peer, link);
    return {
      state,
      now: clock.nowIso(),
      ownClock: kernel.timeSync.standing(),
      ...{ lastAttemptAt, lastContactAt, heardAt, skewMs, retryAt, lastError, alarm },
      oldestUnsentAt: oldest,
      counts,
      received,
      lanes,
      unwitnessed,
    };
  }

  async function peerOf(peer: KnownPeer): Promise<NonNullable<Partner['peer']>> {
    const { state, importedAt, comparedAt, approvalId, approvedAt, provenAt, activeAt } = peer;
    const { stoppedBy, stoppedAt, stoppedReason } = peer;
    const people = [peer.importedBy, peer.comparedBy, stoppedBy].filter((id) => id !== null);
    const officers = await deps.officers(db, people);
    return {
      ...{ state, importedAt, comparedAt, approvalId, approvedAt, provenAt, activeAt },
      card: faceOf(peer.trusted),
      fingerprint: await wordsOf(peer),
      importedBy: officers.get(peer.importedBy)!,
      comparedBy: (peer.comparedBy && officers.get(peer.comparedBy)) || null,
      stopped:
        stoppedAt === null
          ? null
          : {
              by: (stoppedBy && officers.get(stoppedBy)) || null,
              at: stoppedAt,
              reason: stoppedReason ?? '',
            },
    };
  }

  async function wordsOf(peer: KnownPeer) {
    const { en, ar, groups } = await parts.pairing.wordsWith(peer.trusted);
    return { en: [...en], ar: [...ar], groups: [...groups] };
  }

  function keysOf(peer: KnownPeer | undefined): ExchangeKey[] {
    const now = clock.now().getTime();
    const own = parts.keys.list().map(
      (key): ExchangeKey => ({
        kid: key.kid,
        purpose: key.purpose,
        owner: 'own',
        standing: standingOf(key, now),
        createdAt: key.createdAt,
        supersededAt: key.supersededAt,
        revokedAt: key.revokedAt,
        overlapUntil: key.supersededAt && later(key.supersededAt, OVERLAP_MS),
        endsAt: key.purpose === 'root' ? null : later(key.createdAt, KEY_LIFE_MS),
      }),
    );
    return [...own, ...(peer ? peerKeys(peer, now) : [])];
  }

  /** Each article is looked up once, however many documents name it. */
  async function headed(rows: readonly ItemRow[]): Promise<ExchangeItem[]> {
    const found = new Map<string, Bilingual | null>();
    const items: ExchangeItem[] = [];
    for (const row of rows) {
      const { id, version, digest } = row.agreement;
      const article = row.articles[0] ?? '';
      const mark = `${digest} ${article}`;
      if (!found.has(mark)) found.set(mark, (await deps.articleText(db, article, digest))?.heading ?? null);
      items.push({ ...faceOfItem(row), agreement: { id, version }, heading: found.get(mark) ?? null });
    }
    return items;
  }

  return {
    health: async (): Promise<LinkHealth> => health(await parts.ring.peer()),
    async partner(): Promise<Partner> {
      const peer = await parts.ring.peer();
      const own = parts.keys.card();
      return {
        own: {
          ...faceOf(own),
          signed: (await parts.keys.signedCards(own.card.serial - 1)).at(-1)!,
          qr: qrOf(own),
          certificateEndsAt: deps.certificate.endsAt(),
        },
        peer: peer ? await peerOf(peer) : null,
        keys: keysOf(peer),
        alarms: await selectAlarms(db),
        link: await health(peer),
      };
    },
    async list(query: z.output<typeof ExchangeQuery>): Promise<z.output<typeof ExchangePage>> {
      const offset = query.after === undefined ? 0 : Number(query.after);
      if (!Number.isSafeInteger(offset) || offset < 0) throw problem('REQUEST_INVALID', { detail: 'after' });
      const items = await selectItems(db, {
        direction: query.direction,
        state: query.state ?? null,
        lane: query.lane ?? null,
        category: query.category ?? null,
        thread: query.thread ?? null,
        waiting: query.waiting ?? false,
        offset,
        limit: query.limit,
      });
      return {
        items: await headed(items),
        next: items.length === query.limit ? String(offset + items.length) : null,
        total: null,
      };
    },
    threads: (): Promise<ExchangeThread[]> => selectThreads(db),
    async document(id: string): Promise<ExchangeDocument> {
      const row = await selectDocument(db, id);
      if (!row) throw problem('NOT_FOUND');
      const { ledgerEntry, peerIndex, receipt, secondReceipt, digest, head, jws, lastError } = row;
      const [item] = await headed([row]);
      const own = await deps.ledger.placeOf(db, ledgerEntry ? [ledgerEntry] : []);
      const threadItems = await selectItems(db, { ...ALL, thread: row.thread });
      return {
        ...item!,
        ...{ digest, head, jws, lastError },
        clause: row.reason && (await deps.articleText(db, row.reason.article, row.agreement.digest)),
        receipt: opened(receipt),
        secondReceipt: opened(secondReceipt),
        places: {
          own: (ledgerEntry && own.get(ledgerEntry)) || null,
          peer: peerIndex === null ? null : { index: peerIndex, leafHash: '' },
        },
        mayCancel: row.direction === 'out' && row.state === 'queued',
        threadItems: await headed(threadItems),
      };
    },
  };
}
export type Read = ReturnType<typeof createRead>;

/** What a list shows of a row, and nothing else. */
function faceOfItem(row: ItemRow): Omit<ItemRow, 'agreement'> {
  const { id, direction, state, lane, seq, category, action, purpose, articles, tlp, thread, inReplyTo } =
    row;
  const { bytes, at, sentAt, receivedAt, expiresAt, attempts, reason } = row;
  return {
    ...{ id, direction, state, lane, seq, category, action, purpose, articles, tlp, thread, inReplyTo },
    ...{ bytes, at, sentAt, receivedAt, expiresAt, attempts, reason },
  };
}

const ALL = {
  direction: 'both',
  state: null,
  lane: null,
  category: null,
  thread: null,
  waiting: false,
  offset: 0,
  limit: 100,
} as const;

function stateOf(peer: KnownPeer | undefined, link: LinkRow): LinkHealth['state'] {
  if (!peer || !['active', 'suspended'].includes(peer.state)) return 'none';
  if (peer.state === 'suspended') return 'paused';
  if (link.failures > 0) return 'down';
  return link.lastContactAt === null && link.heardAt === null ? 'waiting' : 'up';
}

const faceOf = ({ card, digest }: TrustedCard): CardFace => ({
  party: card.party,
  name: card.names,
  version: card.serial,
  digest,
  issuedAt: isoOf(card.issuedAt),
  rootKid: card.root.kid,
  address: card.url,
});

/** Address and digest as a picture: whoever photographs it knows whether the file is the same. */
function qrOf({ card, digest }: TrustedCard): string {
  const { data, size } = encode(`jisr-card:${card.party}:${card.url}:${digest}`, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}

function peerKeys({ ring }: KnownPeer, now: number): ExchangeKey[] {
  const keys = [...ring.values()].filter((key) => 'jwk' in key).sort((a, b) => b.notBefore - a.notBefore);
  const newest = new Set<string>();
  return keys.map((key): ExchangeKey => {
    const revoked = key.revokedAt !== undefined && key.revokedAt * 1000 <= now;
    const ended = key.notAfter * 1000 < now;
    const standing = revoked ? 'revoked' : ended ? 'retired' : newest.has(key.use) ? 'overlap' : 'current';
    if (!revoked) newest.add(key.use);
    return {
      kid: key.kid,
      purpose: key.use,
      owner: 'peer',
      standing,
      createdAt: isoOf(key.notBefore),
      supersededAt: null,
      revokedAt: key.revokedAt === undefined ? null : isoOf(key.revokedAt),
      overlapUntil: standing === 'overlap' ? isoOf(key.notAfter) : null,
      endsAt: isoOf(key.notAfter),
    };
  });
}

/** The claims of a signed document, as they are shown: it was verified when it came. */
function opened(jws: string | null): { jws: string; claims: Record<string, unknown> } | null {
  if (jws === null) return null;
  const claims = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
  return { jws, claims: JSON.parse(claims) as Record<string, unknown> };
}
