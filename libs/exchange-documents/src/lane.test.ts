import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkLane, type LaneEnd } from './lane.ts';

const digest = (seq: number, branch = '') => `${branch}${seq}`;
const document = (seq: number, branch = '') => ({
  seq,
  prev: seq === 1 ? null : digest(seq - 1),
  digest: digest(seq, branch),
});
const start: LaneEnd = { seq: 0, digest: null };

test('each step has its name', () => {
  const end = { seq: 4, digest: '4' };
  expect(checkLane(end, document(5))).toEqual({ step: 'ok' });
  expect(checkLane(end, document(7))).toEqual({ step: 'gap', from: 5, to: 6 });
  expect(checkLane(end, document(4))).toEqual({ step: 'duplicate' });
  expect(checkLane(end, document(4, 'other'))).toEqual({ step: 'fork', at: 4 });
  expect(checkLane(end, { ...document(5), prev: 'x' })).toEqual({ step: 'fork', at: 4 });
  expect(checkLane(end, document(2), '2')).toEqual({ step: 'duplicate' });
  expect(checkLane(end, document(2), 'other')).toEqual({ step: 'fork', at: 2 });
  expect(checkLane(end, document(2))).toEqual({ step: 'fork', at: 2 });
  expect(checkLane(start, document(1))).toEqual({ step: 'ok' });
  expect(checkLane(start, document(2))).toEqual({ step: 'gap', from: 1, to: 1 });
});

test('in whatever order and however often documents come, each is taken once and in its order', () => {
  const arrivals = fc
    .integer({ min: 1, max: 12 })
    .chain((length) =>
      fc.tuple(
        fc.constant(length),
        fc.array(fc.tuple(fc.integer({ min: 1, max: length }), fc.boolean()), { maxLength: 200 }),
      ),
    );
  fc.assert(
    fc.property(arrivals, ([length, coming]) => {
      let end = start;
      const taken: string[] = [];
      const take = (seq: number, forged: boolean) => {
        const came = document(seq, forged && seq > 1 ? 'forged' : '');
        const forgery = forged && seq > 1 ? { ...came, prev: 'forged' } : came;
        const { step } = checkLane(end, forgery, taken[seq - 1]);
        if (forged && seq > 1) expect(step).not.toBe('ok');
        if (step !== 'ok') return;
        end = { seq, digest: forgery.digest };
        taken.push(forgery.digest);
      };
      for (const [seq, forged] of coming) take(seq, forged);
      for (let seq = 1; seq <= length; seq += 1) take(seq, false);
      expect(taken).toEqual(Array.from({ length }, (_, at) => digest(at + 1)));
    }),
  );
});
