import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/**
 * The only source of identifiers and random tokens in the node.
 *
 * @example
 * const ids = createIds(systemClock);
 * ids.uuid(); // '0195a3c2-…-7…'
 */
export interface Ids {
  /** A UUID version 7 (RFC 9562 §5.7): each is greater than the one before it, even when the clock steps back. */
  uuid(): string;
  /** This many random bytes as base64url without padding (RFC 4648 §5). */
  token(bytes: number): string;
}

const COUNTER_SPAN = 1 << 12;
/** Half of the counter is left free, so that thousands of ids in one millisecond do not run the time ahead. */
const COUNTER_START = 1 << 11;

/**
 * Identifiers from the machine's random source, ordered by this clock.
 *
 * @example
 * createIds(systemClock).token(32); // 43 characters
 */
export function createIds(clock: Clock): Ids {
  return idsFrom(
    () => clock.now().getTime(),
    (size) => randomBytes(size),
  );
}

/**
 * Identifiers that are the same at each run with the same seed. For tests and the synthetic world only: they are
 * predictable, therefore never to be used as secrets.
 *
 * @example
 * testIds('flight-board').uuid(); // always the same
 */
export function testIds(seed: number | string): Ids {
  const random = seededRandom(seed);
  const bytes = (size: number) => Buffer.from(Array.from({ length: size }, () => Math.floor(random() * 256)));
  let instant = Date.UTC(2026, 0, 1);
  return idsFrom(() => instant++, bytes);
}

/**
 * A repeatable source of numbers in [0, 1): the mulberry32 generator, its state taken from the seed by FNV-1a.
 *
 * @example
 * const random = seededRandom('back-off');
 * random(); // the same at each run
 */
export function seededRandom(seed: number | string): () => number {
  let state = 0x811c9dc5;
  for (const byte of Buffer.from(String(seed))) state = Math.imul(state ^ byte, 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function idsFrom(millisecond: () => number, bytes: (size: number) => Buffer): Ids {
  let lastMillisecond = -1;
  let counter = 0;

  // RFC 9562 §6.2 method 1: a counter in rand_a, begun at random in each new millisecond.
  function nextTick(random: Buffer): void {
    const now = millisecond();
    if (now > lastMillisecond) {
      lastMillisecond = now;
      counter = random.readUInt16BE(0) % COUNTER_START;
      return;
    }
    counter += 1;
    if (counter < COUNTER_SPAN) return;
    lastMillisecond += 1;
    counter = random.readUInt16BE(0) % COUNTER_START;
  }

  return {
    uuid: () => {
      const random = bytes(10);
      nextTick(random);
      const out = Buffer.alloc(16);
      out.writeUIntBE(lastMillisecond, 0, 6);
      out.writeUInt16BE(0x7000 | counter, 6);
      random.copy(out, 8, 2);
      out[8] = (out[8]! & 0x3f) | 0x80;
      const hex = out.toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
    token: (size) => bytes(size).toString('base64url'),
  };
}
