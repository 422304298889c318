import type { KeyObject } from 'node:crypto';
import type { KeyPurpose } from '@jisr/contract';
import {
  type JwkCardKey,
  kidOf,
  type NodeCard,
  type Signer,
  signCard,
  type TrustedCard,
  type VkeyCardKey,
  verifyCard,
} from '@jisr/exchange-documents';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import type { ClockWatch } from './clock-watch.ts';
import { keyEntry } from './key-entry.ts';
import {
  forgetPrivateParts,
  insertCard,
  insertKey,
  type KeyRow,
  revokeKey,
  selectCards,
  selectKeys,
  supersedeKey,
} from './key-store.ts';
import { KEY_LIFE_MS, OVERLAP_MS, standingOf } from './model.ts';
import { newKeyPair, privateKeyOf, signerOf, suite } from './suite.ts';
import type { ExchangeDeps } from './types.ts';

const PURPOSES = ['root', 'sign', 'encrypt', 'memorandum'] as const satisfies readonly KeyPurpose[];
const SEAL = 'exchange key';
/** A log keeps its key: with another one it is another log. Ten years. */
const NOTE_KEY_LIFE_MS = 3653 * 86_400_000;
/** Own cards are no pairing's. */
const OWN_EPOCH = 0;
const seconds = (iso: string, plusMs = 0): number => Math.floor((Date.parse(iso) + plusMs) / 1000);

/** What the card says besides the exchange's own keys. */
export interface CardParts {
  readonly url: string;
  readonly tls: readonly string[];
  readonly logOrigin: string;
  /** The ledger's log and witness keys, as signed notes name them. */
  readonly vkeys: readonly Pick<VkeyCardKey, 'use' | 'vkey'>[];
  readonly protocolDigest: string;
}

interface Held extends KeyRow {
  readonly key: KeyObject | null;
}

/**
 * Own keys, each for one use, and the card that names them. Made at the first start; private parts rest sealed by the
 * node's key and are open only in memory.
 */
export function createKeys(
  kernel: Kernel,
  deps: Pick<ExchangeDeps, 'ledger' | 'cardParts'>,
  clocks: Pick<ClockWatch, 'trust'>,
) {
  const { database, clock, config, secrets } = kernel;
  let held: readonly Held[] = [];
  let cards: readonly TrustedCard[] = [];

  async function load(db: Db): Promise<void> {
    const rows = await selectKeys(db);
    held = rows.map((row) => ({
      ...row,
      key: row.sealed && privateKeyOf(secrets.open(SEAL, row.sealed)),
    }));
    cards = trustedChain((await selectCards(db, config.country, OWN_EPOCH)).map(({ signed }) => signed));
  }

  async function make(tx: Db, purpose: KeyPurpose, serial: number): Promise<string> {
    const { kid, jwk, pkcs8 } = newKeyPair();
    await insertKey(tx, {
      kid,
      purpose,
      jwk,
      sealed: secrets.seal(SEAL, pkcs8),
      serial,
      createdAt: clock.nowIso(),
    });
    return kid;
  }

  /** Signs the card that names the keys as they now are, after the one before. */
  async function issue(tx: Db): Promise<void> {
    await load(tx);
    const before = cards.at(-1) ?? null;
    const root = held.find(({ purpose }) => purpose === 'root');
    if (!root?.key) throw new Error('the node has no root key');
    const card: NodeCard = {
      v: 1,
      party: config.country,
      names: { en: config.nameEn, ar: config.nameAr },
      ...partsOf(await deps.cardParts(), held),
      root: { kid: root.kid, jwk: root.jwk },
      serial: (before?.card.serial ?? 0) + 1,
      previous: before?.digest ?? null,
      issuedAt: seconds(clock.nowIso()),
    };
    const signed = await signCard(signerOf(root.kid, root.key), card);
    const checked = verifyCard(suite, signed, before);
    if (!checked.ok)
      throw new Error(`the own card does not verify: ${checked.fault.code} ${checked.fault.at}`);
    const { digest } = checked.value;
    await insertCard(tx, {
      party: config.country,
      epoch: OWN_EPOCH,
      serial: card.serial,
      digest,
      signed,
      at: clock.nowIso(),
    });
    cards = [...cards, checked.value];
  }

  return {
    /** Makes what is missing, and a new card where something that it names has changed. */
    async ensure(): Promise<void> {
      await database.transaction(async (tx) => {
        await load(tx);
        const missing = PURPOSES.filter((purpose) => !held.some((key) => key.purpose === purpose));
        for (const purpose of missing) {
          const kid = await make(tx, purpose, 1);
          await deps.ledger.append(tx, keyEntry(kid, { purpose, kid, act: 'made' }));
        }
        if (missing.length > 0 || (await isStale())) await issue(tx);
      });
    },
    reload: () => load(database.db),
    card: (): TrustedCard => {
      const card = cards.at(-1);
      if (!card) throw new Error('the exchange has not started');
      return card;
    },
    /** The signed cards from a serial on, oldest first. */
    signedCards: async (after: number): Promise<string[]> =>
      (await selectCards(database.db, config.country, OWN_EPOCH))
        .filter(({ serial }) => serial > after)
        .map(({ signed }) => signed),
    /** Signs for a peer that knows the cards up to this serial: a key that it has not heard of would be refused. */
    signer: (toldSerial: number): Signer => signing(usable('sign'), toldSerial),
    /**
     * Signs one message on the wire. A peer that has not heard of the revocation yet is spoken to by the revoked key: it
     * could not verify the answer that brings it the card, and the card stands by its root's signature alone.
     */
    messageSigner(toldSerial: number): Signer {
      clocks.trust();
      const told = held.filter((key) => key.purpose === 'sign' && key.serial <= toldSerial && key.key);
      const good = usable('sign');
      const key = told.findLast((each) => good.includes(each)) ?? told.at(-1);
      return key?.key ? signerOf(key.kid, key.key) : signing(good, toldSerial);
    },
    memorandumSigner: (toldSerial = Number.POSITIVE_INFINITY): Signer =>
      signing(usable('memorandum'), toldSerial),
    openingKey: (kid: string): KeyObject | undefined =>
      held.find((key) => key.kid === kid && key.purpose === 'encrypt')?.key ?? undefined,
    list: (): readonly KeyRow[] => held,
    /** A new key of one use, in the caller's transaction; the old one overlaps for 30 days. */
    async change(tx: Db, purpose: KeyPurpose, actors: readonly string[]): Promise<void> {
      if (purpose === 'root') throw problem('KEY_ROOT_FIXED');
      await load(tx);
      await supersedeKey(tx, purpose, clock.nowIso());
      const kid = await make(tx, purpose, (cards.at(-1)?.card.serial ?? 0) + 1);
      await issue(tx);
      await deps.ledger.append(tx, { ...keyEntry(kid, { purpose, kid, act: 'changed' }), actors });
    },
    /** Ends a key at once, and makes its successor. */
    async revoke(tx: Db, kid: string, actors: readonly string[]): Promise<void> {
      await load(tx);
      const old = held.find((key) => key.kid === kid);
      if (!old || !(await revokeKey(tx, kid, clock.nowIso()))) throw problem('NOT_FOUND');
      const serial = (cards.at(-1)?.card.serial ?? 0) + 1;
      if (old.supersededAt === null) await make(tx, old.purpose, serial);
      await issue(tx);
      await deps.ledger.append(tx, {
        ...keyEntry(kid, { purpose: old.purpose, kid, act: 'revoked' }),
        actors,
      });
    },
    /** Private parts of keys that nothing on its way can be sealed to any more. */
    async forget(): Promise<void> {
      await forgetPrivateParts(database.db, new Date(clock.now().getTime() - 2 * OVERLAP_MS).toISOString());
    },
    /** Uses whose key should be changed soon. */
    due: (): readonly Held[] =>
      held.filter(
        ({ supersededAt, revokedAt, createdAt, purpose }) =>
          purpose !== 'root' &&
          supersededAt === null &&
          revokedAt === null &&
          clock.now().getTime() > Date.parse(createdAt) + KEY_LIFE_MS - OVERLAP_MS,
      ),
  };

  /** Keys of a use that the peer takes from us now, oldest first. */
  function usable(purpose: KeyPurpose): readonly Held[] {
    clocks.trust();
    const now = clock.now().getTime();
    const good = (key: Held) => ['current', 'overlap'].includes(standingOf(key, now));
    return held.filter((key) => key.purpose === purpose && key.key !== null && good(key));
  }

  /** Whether the newest card no longer says what is. */
  async function isStale(): Promise<boolean> {
    const said = cards.at(-1)?.card;
    const parts = partsOf(await deps.cardParts(), held);
    return (
      said === undefined ||
      (['url', 'logOrigin', 'protocolDigest'] as const).some((name) => said[name] !== parts[name]) ||
      String(said.tls) !== String(parts.tls) ||
      String(said.keys.map(({ kid }) => kid).sort()) !== String(parts.keys.map(({ kid }) => kid).sort())
    );
  }
}
export type Keys = ReturnType<typeof createKeys>;

function signing(usable: readonly Held[], toldSerial: number): Signer {
  const key = usable.findLast(({ serial }) => serial <= toldSerial) ?? usable.at(-1);
  if (!key?.key) throw new Error('the node has no key for this use');
  return signerOf(key.kid, key.key);
}

function partsOf(parts: CardParts, held: readonly Held[]) {
  const keys = held
    .filter(({ purpose }) => purpose !== 'root')
    .map(
      (key): JwkCardKey => ({
        use: key.purpose as JwkCardKey['use'],
        kid: key.kid,
        jwk: key.jwk,
        notBefore: seconds(key.createdAt),
        notAfter: key.supersededAt
          ? seconds(key.supersededAt, OVERLAP_MS)
          : seconds(key.createdAt, KEY_LIFE_MS),
        ...(key.revokedAt === null ? {} : { revokedAt: seconds(key.revokedAt) }),
      }),
    );
  const { url, tls, logOrigin, protocolDigest } = parts;
  const made = held.find(({ purpose }) => purpose === 'root')?.createdAt ?? new Date(0).toISOString();
  const notes = parts.vkeys.map(({ use, vkey }): VkeyCardKey => {
    const times = { notBefore: seconds(made), notAfter: seconds(made, NOTE_KEY_LIFE_MS) };
    return { use, vkey, kid: kidOf(suite, { use, vkey, kid: '', ...times }), ...times };
  });
  return { url, tls: [...tls], logOrigin, protocolDigest, keys: [...keys, ...notes] };
}

/** Reads a chain of cards that was verified when it was stored, oldest first. */
export function trustedChain(signed: readonly string[]): readonly TrustedCard[] {
  const chain: TrustedCard[] = [];
  for (const text of signed) {
    const checked = verifyCard(suite, text, chain.at(-1) ?? null);
    if (!checked.ok) throw new Error(`a stored card does not verify: ${checked.fault.code}`);
    chain.push(checked.value);
  }
  return chain;
}
