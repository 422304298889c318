import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BORDERS } from './drafts/borders.data.ts';
import {
  digestOf,
  MOVES,
  PROTOCOL,
  PROTOCOL_DIGEST,
  signedBytes,
  stateOf,
  verifySignature,
} from './index.ts';

const digest = digestOf(BORDERS);
const both = [
  { party: 'BHR', digest },
  { party: 'USA', digest },
];
const at = (text: string) => new Date(text);
const during = at('2027-01-01T00:00:00Z');

describe('where a memorandum stands', () => {
  it('needs both signatures over this very digest', () => {
    expect(stateOf(BORDERS, digest, [], [], during)).toBe('draft');
    expect(stateOf(BORDERS, digest, [both[0]!], [], during)).toBe('signed-by-one');
    expect(stateOf(BORDERS, digest, [both[0]!, both[0]!], [], during)).toBe('signed-by-one');
    expect(stateOf(BORDERS, digest, [both[0]!, { party: 'USA', digest: 'f'.repeat(64) }], [], during)).toBe(
      'signed-by-one',
    );
    expect(stateOf(BORDERS, digest, [both[0]!, { party: 'FRA', digest }], [], during)).toBe('signed-by-one');
    expect(stateOf(BORDERS, digest, both, [], during)).toBe('in-force');
  });
  it('holds from its date to its end, unless replaced or suspended', () => {
    expect(stateOf(BORDERS, digest, both, [], at('2025-12-31T23:59:59Z'))).toBe('not-yet');
    expect(stateOf(BORDERS, digest, both, [], at('2026-01-01T00:00:00Z'))).toBe('in-force');
    expect(stateOf(BORDERS, digest, both, [], at('2031-01-01T00:00:00Z'))).toBe('expired');
    const suspended = [{ party: 'USA', from: at('2026-12-01T00:00:00Z'), until: null }];
    expect(stateOf(BORDERS, digest, both, suspended, during)).toBe('suspended');
    expect(stateOf(BORDERS, digest, both, [{ ...suspended[0]!, until: during }], during)).toBe('in-force');
    expect(stateOf(BORDERS, digest, both, [{ ...suspended[0]!, party: 'FRA' }], during)).toBe('in-force');
    expect(stateOf(BORDERS, digest, both, suspended, during, during)).toBe('superseded');
  });
  it('is in force without signatures for the protocol alone', () => {
    expect(stateOf(PROTOCOL, PROTOCOL_DIGEST, [], [], during)).toBe('in-force');
  });
  it('moves only as the table says, whatever happens as time passes', () => {
    const time = fc
      .integer({ min: Date.parse('2025-01-01'), max: Date.parse('2033-01-01') })
      .map((ms) => new Date(ms));
    const world = fc.record({
      signed: fc.array(fc.tuple(fc.constantFrom('BHR', 'USA'), time), { maxLength: 4 }),
      suspensions: fc.array(
        fc.record({ party: fc.constantFrom('BHR', 'USA'), from: time, until: fc.option(time) }),
        { maxLength: 3 },
      ),
      replaced: fc.option(time),
      times: fc.array(time, { minLength: 2, maxLength: 8 }),
    });
    fc.assert(
      fc.property(world, ({ signed, suspensions, replaced, times }) => {
        const seen = [...times]
          .sort((one, other) => one.getTime() - other.getTime())
          .map((now) => {
            const signatures = signed.filter(([, when]) => when <= now).map(([party]) => ({ party, digest }));
            return stateOf(BORDERS, digest, signatures, suspensions, now, replaced);
          });
        const reach = (from: keyof typeof MOVES, found = new Set<string>([from])): Set<string> => {
          for (const next of MOVES[from]) if (!found.has(next)) reach(next, found.add(next));
          return found;
        };
        seen.slice(1).forEach((state, index) => {
          expect(reach(seen[index]!).has(state)).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('a signature', () => {
  const envelope = {
    digest,
    party: 'BHR',
    role: 'For the Government',
    keyId: 'k1',
    signedAt: '2026-01-01T00:00:00Z',
  };
  const signature = 'A'.repeat(86);
  it('counts for its digest alone, and only when the verifier says exactly true', async () => {
    const signed = { ...envelope, signature };
    expect(await verifySignature(signed, digest, () => true)).toBe(true);
    expect(await verifySignature(signed, 'f'.repeat(64), () => true)).toBe(false);
    expect(await verifySignature(signed, digest, () => false)).toBe(false);
  });
  it('covers every member but the key that made it', () => {
    const bytes = (change: object) => new TextDecoder().decode(signedBytes({ ...envelope, ...change }));
    const all = [
      {},
      { party: 'USA' },
      { role: 'x' },
      { signedAt: '2026-01-02T00:00:00Z' },
      { digest: 'e'.repeat(64) },
    ].map(bytes);
    expect(new Set(all).size).toBe(all.length);
  });
});
