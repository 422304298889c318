import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from './cursor.ts';
import { consonantFrame, foldName, nameKey, searchQuery } from './name-folding.ts';
import { erasedBefore, maskedOn } from './retention.ts';
import { missingParts, seriesName } from './series.ts';
import { asUtc, statedAt } from './stating.ts';
import { storable, storableJson } from './storable.ts';

describe('names as they are searched', () => {
  it('folds case, marks, hyphens, apostrophes and Arabic spellings', () => {
    expect(foldName("D'Arcy-LÉON")).toEqual(['darcy', 'leon']);
    expect(foldName('فَاطِمَة  أحمد')).toEqual(['فاطمه', 'احمد']);
    expect(foldName('X\u202eALI')).toEqual(['xali']);
    expect(nameKey('ALSHEMALI', 'Noora Yusuf')).toBe(nameKey('yusuf', 'ALSHEMALI NOORA'));
    expect(nameKey(null, ' - ')).toBeNull();
  });

  it('meets across spellings and scripts by consonants', () => {
    for (const other of ['Muhamad', 'MOHAMMED', 'محمد'])
      expect(consonantFrame(foldName(other)[0]!)).toBe(consonantFrame('mohammad'));
    expect(consonantFrame('alshemali')).toBe(consonantFrame('الشمالي'));
    expect(consonantFrame('fatimah')).toBe(consonantFrame('فاطمه'));
  });

  it('makes of any text a query without syntax of its own, or none', () => {
    expect(searchQuery(' -!&| ')).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const query = searchQuery(text);
        if (query !== null) expect(query.replace(/'(?:[^'\\]|''|\\\\)*'(?::\*)?/g, '')).toMatch(/^[()&| ]*$/);
      }),
    );
  });
});

describe('terms, times, cursors and characters', () => {
  it('counts months to the last day of a shorter one', () => {
    expect(maskedOn('2026-08-31T10:00:00.000Z', 'eu-pnr')).toBe('2027-02-28');
    expect(maskedOn('2026-03-01T23:59:00.000Z', 'eu-pnr')).toBe('2026-09-01');
    expect(erasedBefore(new Date('2032-02-29T00:00:00Z'), 'eu-pnr').toISOString()).toBe(
      '2027-02-28T00:00:00.000Z',
    );
    expect(erasedBefore(new Date('2036-03-01T00:00:00Z'), 'us-eu').toISOString()).toBe(
      '2026-03-01T00:00:00.000Z',
    );
  });

  it('does not believe a clock that runs days ahead', () => {
    const receivedAt = '2026-03-01T11:41:00.000Z';
    expect(statedAt('2026-03-01T11:40', receivedAt)).toBe('2026-03-01T11:40:00.000Z');
    expect(statedAt('2026-03-02T01:40', receivedAt)).toBe('2026-03-02T01:40:00.000Z');
    expect(statedAt('2062-03-01T11:40', receivedAt)).toBe(receivedAt);
    expect(statedAt(null, receivedAt)).toBe(receivedAt);
    expect(asUtc('2026-03-01')).toBe('2026-03-01T00:00:00.000Z');
    expect(asUtc('2026-13-01T99:99')).toBeNull();
  });

  it('names the parts of a series that are missing', () => {
    const part = (number: number | null, lastPart = false) => ({ seriesKey: 's', part: number, lastPart });
    expect(missingParts([part(null)])).toEqual([]);
    expect(missingParts([part(1, true)])).toEqual([]);
    expect(missingParts([part(3, true), part(1)])).toEqual([2]);
    expect(missingParts([part(2), part(1)])).toEqual([3]);
    expect(missingParts([part(4)])).toEqual([1, 2, 3, 5]);
    expect(missingParts([part(999_999_999)])).toEqual([]);
  });

  it('calls a series what its carrier calls it', () => {
    expect(seriesName('QJAIRLINE|PAXLST|745|QJ700/261125/1550')).toBe('QJ700/261125/1550');
    expect(seriesName('|PAXLST|745|QJ700|2026-11-25')).toBe('QJ700 2026-11-25');
    expect(seriesName('s')).toBe('s');
  });

  it('reads back only the cursors that it wrote', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          readCursor(text, 2);
        } catch (error) {
          expect(error).toMatchObject({ code: 'REQUEST_INVALID' });
        }
      }),
    );
    expect(readCursor(writeCursor(['2026-03-01T08:00:00.000Z', 'id']), 2)).toEqual([
      '2026-03-01T08:00:00.000Z',
      'id',
    ]);
    expect(() => readCursor(writeCursor(['a']), 2)).toThrow();
  });

  it('replaces only what PostgreSQL cannot store', () => {
    expect(storable('A\0B\ud800C<b>\u202e😀')).toBe('A\ufffdB\ufffdC<b>\u202e😀');
    expect(JSON.parse(storableJson({ a: ['\0'] }))).toEqual({ a: ['\ufffd'] });
  });
});
