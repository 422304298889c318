import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canPair,
  canSettle,
  certificateStep,
  EMPTY_LANE,
  judgePlace,
  type LanePlace,
  laneOf,
  OUTBOX_MOVES,
  OVERLAP_MS,
  PAIRING_MOVES,
  pauseAfter,
  standingOf,
  waitingAlarm,
} from './model.ts';

const CREATED = '2026-03-01T00:00:00.000Z';
const at = (ms: number) => new Date(Date.parse(CREATED) + ms).toISOString();

describe('the ceremony', () => {
  it('is active only after card, words, approval and proof, in this order', () => {
    const before = (state: string) =>
      Object.entries(PAIRING_MOVES)
        .filter(([, to]) => (to as readonly string[]).includes(state))
        .map(([from]) => from);
    expect(before('words-compared')).toEqual(['card-imported']);
    expect(before('approved')).toEqual(['words-compared']);
    expect(before('proven')).toEqual(['approved']);
    expect(before('active')).toEqual(['proven', 'suspended']);
  });
  it('begins a revoked pairing again with a card and nothing else', () => {
    expect(PAIRING_MOVES.revoked).toEqual(['card-imported']);
    expect(canPair('revoked', 'active')).toBe(false);
  });
});

describe('something sent', () => {
  it('never leaves its end', () => {
    expect([OUTBOX_MOVES.processed, OUTBOX_MOVES.refused, OUTBOX_MOVES.cancelled]).toEqual([[], [], []]);
  });
  it('is cancelled only before it left', () => {
    expect(canSettle('queued', 'cancelled')).toBe(true);
    for (const state of ['sent', 'received', 'processed', 'refused', 'expired'] as const)
      expect(canSettle(state, 'cancelled')).toBe(false);
  });
});

describe('a place in a lane', () => {
  const place = { seq: 5, prev: 'd4', digest: 'd5' };
  const lane = { seq: 4, digest: 'd4' };
  it('is a conflict for a known id with other content, wherever it stands', () => {
    expect(judgePlace(lane, place, 'other')).toEqual({ kind: 'conflict' });
  });
  it('is a fork when it is taken, or follows another document', () => {
    expect(judgePlace(lane, { ...place, seq: 4 }, undefined)).toEqual({ kind: 'fork' });
    expect(judgePlace(lane, { ...place, prev: 'other' }, undefined)).toEqual({ kind: 'fork' });
  });
  it('says which number is missing', () => {
    expect(judgePlace(lane, { ...place, seq: 9 }, undefined)).toEqual({ kind: 'gap', expected: 5 });
  });
  it('takes the next one, and knows the same one again', () => {
    expect(judgePlace(lane, place, undefined)).toEqual({ kind: 'next' });
    expect(judgePlace(lane, place, 'd5')).toEqual({ kind: 'known' });
  });
  it('lets every document in once and in order, however they are repeated and mixed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 120 }), (order) => {
        const known = new Map<number, string>();
        let head = EMPTY_LANE;
        for (const seq of order) {
          const document: LanePlace = { seq, prev: seq === 1 ? '' : `d${seq - 1}`, digest: `d${seq}` };
          const judged = judgePlace(head, document, known.get(seq));
          if (judged.kind === 'next') {
            known.set(seq, document.digest);
            head = document;
          }
          if (judged.kind === 'gap') expect(judged.expected).toBe(head.seq + 1);
          expect(judged.kind).not.toBe('fork');
        }
        expect([...known.keys()]).toEqual(Array.from({ length: head.seq }, (_, n) => n + 1));
      }),
    );
  });
});

describe('waiting', () => {
  it('doubles from five seconds to a quarter of an hour', () => {
    expect([1, 2, 3, 8, 9, 60].map((failures) => pauseAfter(failures, 0.999999))).toEqual([
      5_000, 10_000, 20_000, 640_000, 900_000, 900_000,
    ]);
    expect(pauseAfter(1, 0)).toBe(2_500);
  });
  it('alarms at an hour and at a day', () => {
    expect([null, 3_599_999, 3_600_000, 86_399_999, 86_400_000].map(waitingAlarm)).toEqual([
      'none',
      'none',
      'hour',
      'hour',
      'day',
    ]);
  });
});

describe('a key', () => {
  it('overlaps for thirty days and then only verifies what is old', () => {
    const key = { supersededAt: at(1000), revokedAt: null };
    const standing = (ms: number) => standingOf(key, Date.parse(CREATED) + ms);
    expect(standing(1000)).toBe('overlap');
    expect(standing(1000 + OVERLAP_MS)).toBe('retired');
  });
  it('is revoked from its moment on, whatever else it is', () => {
    const key = { supersededAt: at(1000), revokedAt: at(5000) };
    expect(standingOf(key, Date.parse(CREATED) + 4999)).toBe('overlap');
    expect(standingOf(key, Date.parse(CREATED) + 5000)).toBe('revoked');
  });
});

it('puts requests, supply and the notices about them into one lane', () => {
  expect(
    ['supplement-request', 'person-supplement', 'photograph', 'deletion-notice', 'correction-notice'].map(
      laneOf,
    ),
  ).toEqual(Array(5).fill('requests'));
});

describe('the certificate towards the peer', () => {
  const day = 86_400_000;
  const step = (days: number, of: { paired?: boolean; announced?: boolean; told?: boolean } = {}) =>
    certificateStep({ leftMs: days * day, paired: true, announced: false, told: false, ...of });
  it('is left alone until its last month', () => {
    expect(step(30)).toBe('none');
    expect(step(29, { told: true })).toBe('announce');
  });
  it('is changed only when the peer has the card with both keys', () => {
    expect(step(20, { announced: true })).toBe('none');
    expect(step(20, { announced: true, told: true })).toBe('take');
    expect(step(390, { announced: true, told: true })).toBe('take');
  });
  it('keeps its key where nobody can be told: before a pairing, and for a peer that is away', () => {
    expect(step(29, { paired: false })).toBe('prolong');
    expect(step(6, { announced: true })).toBe('prolong');
    expect(step(6)).toBe('prolong');
    expect(step(-40)).toBe('prolong');
  });
});
