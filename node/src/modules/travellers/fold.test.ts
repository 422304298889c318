import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CrossingStatement, foldCrossing } from './crossing-fold.ts';
import {
  type Closure,
  documentKey,
  type Facts,
  foldTraveller,
  primaryDocument,
  type StatedDocument,
  type Statement,
} from './fold.ts';

const fact = <V>(value: V) => ({ value, segment: 1 });
const said = (messageId: string, statedAt: string, facts: Facts): Statement => ({
  messageId,
  statedAt,
  receivedAt: '2026-03-01T00:00:00.000Z',
  facts,
});
const paper = (number: string, more: Partial<StatedDocument> = {}): StatedDocument => ({
  type: 'P',
  number,
  issuer: 'BHR',
  issued: null,
  expiry: null,
  verified: null,
  segment: 2,
  ...more,
});

// Few moments and few values, so that equal ones are common.
const instant = fc.integer({ min: 0, max: 5 }).map((hour) => `2026-03-01T0${hour}:00:00.000Z`);
const status = fc.constantFrom(
  'expected' as const,
  'boarded' as const,
  'not-boarded' as const,
  'cancelled' as const,
);
const documents = fc.array(
  fc
    .record({ number: fc.constantFrom('A1', 'A-1', 'B2'), expiry: fc.constantFrom(null, '2030-01-01') })
    .map(({ number, expiry }) => paper(number, { expiry })),
  { minLength: 1, maxLength: 2 },
);
const facts: fc.Arbitrary<Facts> = fc
  .record(
    {
      surname: fc.constantFrom('A', 'B').map(fact),
      birthDate: fc.constantFrom('1991', '1992-04').map(fact),
      status: status.map(fact),
      documents: documents.map(fact),
    },
    { requiredKeys: [] },
  )
  .map((some) => some as Facts);
const statements = fc
  .array(fc.record({ statedAt: instant, receivedAt: instant, facts }), { minLength: 1, maxLength: 6 })
  .map((list) => list.map((one, index) => ({ ...one, messageId: `m${index}` })));
const closures = fc
  .array(
    fc.record({
      statedAt: instant,
      receivedAt: instant,
      kind: fc.constantFrom('on-board' as const, 'not-on-board' as const),
      listed: fc.boolean(),
      complete: fc.boolean(),
    }),
    { maxLength: 2 },
  )
  .map((list) => list.map((one, index): Closure => ({ ...one, messageId: `c${index}` })));

describe('the view of a traveller', () => {
  it('is the same for any order of arrival', () => {
    const shuffled = fc
      .tuple(statements, closures)
      .chain(([list, lists]) =>
        fc.tuple(
          fc.constant([list, lists] as const),
          fc.shuffledSubarray(list, { minLength: list.length }),
          fc.shuffledSubarray(lists, { minLength: lists.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([[list, lists], otherList, otherLists]) => {
        expect(foldTraveller(otherList, otherLists)).toEqual(foldTraveller(list, lists));
      }),
    );
  });

  it('never loses a field or a document that some message stated', () => {
    fc.assert(
      fc.property(statements, (list) => {
        const view = foldTraveller(list, []);
        for (const { facts: stated } of list) {
          for (const field of Object.keys(stated)) expect(view).toHaveProperty(field);
          const keys = view.documents?.value.map(({ number }) => documentKey(number)) ?? [];
          for (const { number } of stated.documents?.value ?? []) expect(keys).toContain(documentKey(number));
        }
      }),
    );
  });

  it('shows the newest statement by message time, not by arrival', () => {
    const late = said('m1', '2026-03-01T09:00:00.000Z', { surname: fact('NEW') });
    const early = said('m2', '2026-03-01T08:00:00.000Z', { surname: fact('OLD'), givenNames: fact('NOORA') });
    const view = foldTraveller([late, early], []);
    expect(view.surname).toMatchObject({ value: 'NEW', messageId: 'm1' });
    expect(view.givenNames).toMatchObject({ value: 'NOORA', messageId: 'm2' });
  });

  it('puts the newest documents first and keeps the others, with what only an earlier message said of them', () => {
    const first = said('m1', '2026-03-01T08:00:00.000Z', {
      documents: fact([paper('A-1', { expiry: '2030-09-15' }), paper('X9')]),
    });
    const second = said('m2', '2026-03-01T09:00:00.000Z', { documents: fact([paper('B2'), paper('A1')]) });
    const numbers = foldTraveller([first, second], []).documents?.value.map(({ number, expiry }) => [
      number,
      expiry,
    ]);
    expect(numbers).toEqual([
      ['B2', null],
      ['A1', '2030-09-15'],
      ['X9', null],
    ]);
  });

  it('follows a traveller from list to change, cancellation, and close-out', () => {
    const list = said('m1', '2026-03-01T08:00:00.000Z', { status: fact('expected') });
    const cancel = said('m2', '2026-03-01T09:00:00.000Z', { status: fact('cancelled') });
    const again = said('m3', '2026-03-01T10:00:00.000Z', { status: fact('expected') });
    const clob = (listed: boolean, complete = true): Closure => ({
      kind: 'on-board',
      listed,
      complete,
      messageId: 'c',
      statedAt: '2026-03-01T11:00:00.000Z',
      receivedAt: '2026-03-01T11:00:00.000Z',
    });
    const statusOf = (list: Statement[], lists: Closure[]) =>
      foldTraveller(list, lists).status?.value ?? 'expected';
    expect(statusOf([list, cancel], [])).toBe('cancelled');
    expect(statusOf([list, cancel, again], [])).toBe('expected');
    expect(statusOf([list], [clob(true)])).toBe('boarded');
    expect(statusOf([list], [clob(false)])).toBe('not-boarded');
    expect(statusOf([list], [clob(false, false)])).toBe('expected');
    expect(statusOf([list, cancel], [clob(false)])).toBe('cancelled');
    expect(statusOf([list, cancel], [clob(true)])).toBe('boarded');
    expect(statusOf([list], [{ ...clob(true), kind: 'not-on-board' }])).toBe('not-boarded');
    expect(statusOf([list], [{ ...clob(false), kind: 'not-on-board' }])).toBe('boarded');
    const lateComer = said('m4', '2026-03-01T12:00:00.000Z', { status: fact('expected') });
    expect(statusOf([lateComer], [clob(false)])).toBe('expected');
  });

  it('compares document numbers without fillers, blanks, hyphens and strokes', () => {
    expect(documentKey('<a 12-34/5<')).toBe('A12345');
    expect(primaryDocument([{ type: 'V' }, { type: 'PT' }])).toEqual({ type: 'PT' });
    expect(primaryDocument([{ type: 'V' }, { type: null }])).toEqual({ type: null });
    expect(primaryDocument([])).toBeUndefined();
  });
});

describe('the view of a crossing', () => {
  const leg = { from: 'LHR', to: 'BAH', departure: '2026-03-01T13:10', arrival: '2026-03-01T22:45' };
  const statement = (
    hour: number,
    word: CrossingStatement['word'],
    departure: string | null,
    declaredTotal: number | null = null,
  ): CrossingStatement => ({
    messageId: `m${hour}`,
    statedAt: `2026-03-01T0${hour}:00:00.000Z`,
    receivedAt: '2026-03-01T00:00:00.000Z',
    word,
    facts: {
      carrier: 'QJ',
      number: '412',
      operatingCarrier: null,
      operatingNumber: null,
      legs: [{ ...leg, departure }],
      borderLeg: 0,
      declaredTotal,
      declaredCrew: null,
    },
  });
  const isOurs = (port: string) => port === 'BAH';

  it('is the same for any order of arrival, and takes the newest time that was stated', () => {
    const list = [
      statement(1, 'list', leg.departure, 2),
      statement(2, 'flight-cancelled', null),
      statement(3, 'flight-changed', '2026-03-01T15:00'),
      statement(4, 'closed', null, 3),
    ];
    const view = foldCrossing(list, isOurs);
    expect(view).toMatchObject({
      status: 'closed',
      declaredTotal: 3,
      border: { departure: '2026-03-01T15:00' },
    });
    fc.assert(
      fc.property(fc.shuffledSubarray(list, { minLength: 4 }), (other) => {
        expect(foldCrossing(other, isOurs)).toEqual(view);
      }),
    );
  });
});
