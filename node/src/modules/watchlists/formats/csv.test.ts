import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './csv.ts';

const fieldsOf = (text: string) => readCsv(text).map((record) => record.fields);

describe('readCsv', () => {
  it('lets a broken row swallow no other', () => {
    const records = readCsv('1,"open\n2,"sound"\n3,"closed" twice,x\n4,d\n');
    expect(records.map((record) => [record.line, record.fields[0], record.damaged])).toEqual([
      [1, '1', true],
      [2, '2', false],
      [3, '3', true],
      [4, '4', false],
    ]);
  });

  it('reads on after a quote that never closes', () => {
    expect(fieldsOf('1,"open, b\n2,c\n3,"d""e"\n')).toEqual([
      ['1', 'open, b'],
      ['2', 'c'],
      ['3', 'd"e'],
    ]);
  });

  it('accepts a byte order mark, CR LF, line breaks in fields, Ctrl-Z and no last line feed', () => {
    expect(fieldsOf('\uFEFFa,"b\r\nc"\r\n\r\nd,\r\n\u001A')).toEqual([
      ['a', 'b\r\nc'],
      ['d', ''],
    ]);
    expect(readCsv('"a\nb"\nc')[1]).toEqual({ line: 3, fields: ['c'], damaged: false });
  });

  it('reads back whatever is written by RFC 4180', () => {
    const row = fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'م') }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const text = rows
          .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
          .join('\n');
        expect(fieldsOf(text)).toEqual(rows);
      }),
    );
  });

  it('stays linear on hostile quotes', () => {
    for (const piece of ['"a\n', '",\n"', '"""\n', '"a,\n""', ',"x""\n']) {
      // The time that it computes, whatever else the machine does meanwhile.
      const started = process.cpuUsage();
      readCsv(piece.repeat(100_000));
      expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
    }
  });
});
