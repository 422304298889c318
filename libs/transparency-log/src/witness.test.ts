import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideWitness,
  formatAddCheckpoint,
  KEY_TYPES,
  openCheckpoint,
  originOf,
  parseAddCheckpoint,
  parseNote,
  proveConsistency,
  readWitnessAnswer,
  type WitnessState,
} from './index.ts';
import { entriesNamed, LOG, memoryLog, testKey, WITNESS } from './testing.ts';

const TIME = 1_772_000_000;
const options = { logs: [LOG.key], key: WITNESS.key, sign: WITNESS.sign, time: TIME };
const log = memoryLog(entriesNamed(20));
const forked = memoryLog([...entriesNamed(4), ...entriesNamed(16, 'b')]);

const request = (oldSize: number, size: number, of = log) =>
  formatAddCheckpoint({ oldSize, proof: proveConsistency(oldSize, size, of.read), note: of.note(size) });
const stateAt = (size: number): WitnessState => ({
  origin: LOG.key.name,
  size,
  root: log.root(size),
  note: log.note(size),
});
const decide = (state: WitnessState | null, body: string) => decideWitness(state, body, options);

describe('a witness', () => {
  it.each([
    ['what it cannot read', 'hello', 400],
    ['an unknown log', request(0, 5).replaceAll('bhr.jisr/log/exchange', 'else'), 404],
    ['a signature that fails', request(0, 5).replace('\n5\n', '\n6\n'), 403],
    ['nobody’s signature', request(0, 5).replace(/— .*\n$/, '— other AAAAAAAA\n'), 403],
    ['an old size beyond the new one', `old 6\n\n${log.note(5)}`, 400],
    ['a size that is not the last', request(3, 5), 409],
    ['a proof from nothing', `old 0\n${'A'.repeat(43)}=\n\n${log.note(5)}`, 422],
  ])('refuses %s', (_, body, status) => {
    const outcome = decide(null, body);
    expect(outcome.answer.status).toBe(status);
    expect(outcome).toMatchObject({ state: null, evidence: null });
  });

  it('cosigns a first checkpoint, then those that continue it', () => {
    const first = decide(null, request(0, 5));
    expect(first.answer.status).toBe(200);
    const next = decide(first.state, request(5, 12));
    expect(next.state).toEqual(stateAt(12));
    const text = (parseNote(log.note(12)) as { value: { text: string } }).value.text;
    expect(readWitnessAnswer(next.answer, text, WITNESS.key)).toMatchObject({
      ok: true,
      value: { kind: 'cosigned', time: TIME },
    });
    expect(readWitnessAnswer(first.answer, text, WITNESS.key)).toMatchObject({ fault: 'SIGNATURE_INVALID' });
    expect(readWitnessAnswer(next.answer, text, testKey('x', KEY_TYPES.cosignature, 5).key)).toMatchObject({
      fault: 'SIGNATURE_MISSING',
    });
    const cosigned = log.note(12) + next.answer.body;
    const keys = { log: [LOG.key], witnesses: [WITNESS.key], quorum: 1 };
    expect(openCheckpoint(cosigned, keys).ok).toBe(true);
    // The same again is cosigned again.
    expect(decide(next.state, request(12, 12)).answer.status).toBe(200);
  });

  it('says the size it has', () => {
    const outcome = decide(stateAt(7), request(5, 9));
    expect(outcome.answer).toEqual({ status: 409, contentType: 'text/x.tlog.size', body: '7\n' });
    expect(outcome.state).toEqual(stateAt(7));
    expect(readWitnessAnswer(outcome.answer, '', WITNESS.key)).toEqual({
      ok: true,
      value: { kind: 'conflict', size: 7 },
    });
    for (const body of ['', '7', '07\n', 'x\n'])
      expect(readWitnessAnswer({ status: 409, body }, '', WITNESS.key)).toMatchObject({
        fault: 'ANSWER_MALFORMED',
      });
  });

  it('keeps two histories of one size as evidence', () => {
    for (const body of [
      request(9, 9, forked),
      request(2, 9, forked),
      request(9, 9, forked).replace('old 9', 'old 10'),
    ]) {
      const outcome = decide(stateAt(9), body);
      expect(outcome.answer.status).not.toBe(200);
      expect(outcome.state).toEqual(stateAt(9));
      expect(outcome.evidence).toMatchObject({
        kind: 'fork',
        size: 9,
        before: { note: log.note(9) },
        note: forked.note(9),
      });
    }
  });

  it('keeps a later checkpoint of another history as evidence', () => {
    const outcome = decide(stateAt(9), request(9, 15, forked));
    expect(outcome).toMatchObject({
      answer: { status: 422 },
      evidence: { kind: 'unproved', note: forked.note(15), before: { size: 9 } },
    });
  });

  it('never believes more than is proved, whatever comes in which order', () => {
    const step = fc.record({
      old: fc.nat(20),
      size: fc.nat(20),
      fork: fc.boolean(),
      bend: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let state: WitnessState | null = null;
        for (const { old, size, fork, bend } of steps) {
          const of = fork ? forked : log;
          const at = Math.min(old, size);
          const proof = proveConsistency(at, size, of.read);
          const body = formatAddCheckpoint({
            oldSize: old,
            proof: bend ? proof.slice(1) : proof,
            note: of.note(size),
          });
          const before: WitnessState | null = state;
          const { answer, state: next, evidence } = decide(before, body);
          if (answer.status === 200) {
            expect(next!.size).toBeGreaterThanOrEqual(before?.size ?? 0);
            expect(evidence).toBeNull();
          } else expect(next).toBe(before);
          // Up to four entries the two histories are one.
          if (before && before.size > 4 && answer.status === 200) {
            const own = before.note === log.note(before.size) ? log : forked;
            expect(next!.note).toBe(own.note(next!.size));
          }
          state = next;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('finds the log of a request before it believes it', () => {
    const parsed = parseAddCheckpoint(request(0, 5));
    expect(parsed.ok && originOf(parsed.value)).toBe(LOG.key.name);
    expect(() => decide({ ...stateAt(5), origin: 'else' }, request(5, 6))).toThrow(RangeError);
  });
});
