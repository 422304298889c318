import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  componentAt,
  defaultSeparators,
  elementsOf,
  type Interchange,
  readInterchanges,
  writeInterchange,
} from './index.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const message = "UNH+1+PAXLST:D:05B:UN:IATA+CAR+02:F'BGM+745'UNT+3+1'";
const wrapped = (body: string) => `UNB+UNOA:4+A:ZZ+B+260301:1140+R.1 2++APIS'${body}UNZ+1+R.1 2'`;

function read(text: string | Uint8Array): { interchange: Interchange; codes: string[] } {
  const result = readInterchanges(typeof text === 'string' ? encode(text) : text);
  const interchange = result.interchanges[0]!;
  const issues = [...result.issues, ...interchange.issues, ...interchange.messages.flatMap((m) => m.issues)];
  return { interchange, codes: issues.map((issue) => issue.code) };
}

describe('a segment', () => {
  it('is cut as splitting twice would cut it', () => {
    const raw = fc.string({ unit: fc.constantFrom('A', '+', ':', ' ', 'م'), maxLength: 40 });
    fc.assert(
      fc.property(raw, (text) => {
        const twice = text.split('+').map((part) => part.split(':'));
        expect(elementsOf(text, defaultSeparators)).toEqual(twice);
      }),
    );
  });
});

describe('what cannot be read', () => {
  it.each([
    ['', 'FILE_EMPTY'],
    ['hello', 'ENVELOPE_MISSING'],
    ["UNB+UNOA:4+A+B+260301:1140+1'UNZ+0+1'", 'MESSAGE_MISSING'],
  ])('%j is refused', (text, code) => {
    expect(readInterchanges(encode(text)).refusals.map((refusal) => refusal.code)).toEqual([code]);
  });
});

describe('the envelope', () => {
  it('is read', () => {
    const { interchange, codes } = read(wrapped(message));
    expect(interchange).toMatchObject({
      syntax: { id: 'UNOA', version: '4' },
      sender: { id: 'A', qualifier: 'ZZ' },
      recipient: { id: 'B', qualifier: null },
      preparedAt: '2026-03-01T11:40',
      reference: 'R.1 2',
      applicationReference: 'APIS',
      test: false,
      serviceString: false,
    });
    expect(interchange.messages[0]).toMatchObject({
      type: 'PAXLST',
      release: '05B',
      commonAccessReference: 'CAR',
      series: { part: 2, last: true, flag: 'F' },
    });
    expect(codes).toEqual([]);
  });
  it.each([
    ['UNT_COUNT', (t: string) => t.replace('UNT+3', 'UNT+4')],
    ['UNT_COUNT', (t: string) => t.replace('UNT+3', 'UNT+X')],
    ['UNT_REF', (t: string) => t.replace('UNT+3+1', 'UNT+3+2')],
    ['UNT_MISSING', (t: string) => t.replace("UNT+3+1'", '')],
    ['UNZ_COUNT', (t: string) => t.replace('UNZ+1', 'UNZ+2')],
    ['UNZ_REF', (t: string) => t.replace('UNZ+1+R.1', 'UNZ+1+R')],
    ['UNZ_MISSING', (t: string) => t.replace(/UNZ.*/, '')],
    ['TRUNCATED', (t: string) => t.replace(/UNT.*/, '')],
    ['TRUNCATED', (t: string) => t.slice(0, -1)],
    ['UNB_MISSING', (t: string) => t.slice(t.indexOf('UNH'))],
    ['UNH_MISSING', (t: string) => t.replace(/UNH[^']*'/, '')],
    ['UNB_DATE', (t: string) => t.replace('260301', '260230')],
    ['LOWERCASE_TAG', (t: string) => t.replace('BGM', 'bgm')],
    ['HARD_WRAP_JOINED', (t: string) => t.replace('BGM', 'B\r\nGM')],
    ['EDI_NEEDLESS_RELEASE', (t: string) => t.replace('745', '7?45')],
    ['WRAPPER_STRIPPED', (t: string) => `${t}99Z`],
    ['WRAPPER_STRIPPED', (t: string) => `=HEADER\r\n=TEXT\r\n${t}`],
    ['TEST_INTERCHANGE', (t: string) => t.replace('APIS', 'APIS++++1')],
    ['UNE_MISSING', (t: string) => t.replace('UNH', "UNG+PAXLST+A+B+260301:1140+G+UN+D:05B'UNH")],
  ])('warns by %s and reads on', (code, damage) => {
    const { interchange, codes } = read(damage(wrapped(message)));
    expect(codes).toContain(code);
    expect(
      interchange.messages[0]?.segments.some((s) => s.raw.replace('?', '').toUpperCase() === 'BGM+745'),
    ).toBe(true);
  });
  it('reads two messages of one interchange, and eight digits of date', () => {
    const second = message.replace('UNH+1', 'UNH+2').replace('UNT+3+1', 'UNT+3+2');
    const { interchange, codes } = read(
      wrapped(message + second)
        .replace('UNZ+1', 'UNZ+2')
        .replace('260301', '20260301'),
    );
    expect(interchange.messages.map((m) => m.reference)).toEqual(['1', '2']);
    expect(interchange.preparedAt).toBe('2026-03-01T11:40');
    expect(codes).toEqual([]);
  });
  it('reads a blank before a separator, and the line end as terminator', () => {
    expect(read(wrapped(message).replace('UNH+', 'UNH +')).interchange.messages[0]?.reference).toBe('1');
    const lines = wrapped(message).replaceAll("'", '\n');
    expect(read(lines).interchange.messages[0]?.segments.map((s) => s.tag)).toEqual(['UNH', 'BGM', 'UNT']);
  });
});

describe('what stands around an interchange', () => {
  const plain = wrapped(message);
  const lines = plain.replaceAll("'", "'\n").trim();
  const html = `<html><p>${plain.replaceAll("'", '&#39;')}</p></html>`;
  it.each([
    ['an answered mail', `Subject: list\n\nDear all\n> ${lines.replaceAll('\n', '\n> ')}\n> regards`],
    ['an answer to an answer', `Hi\n>> ${lines.replaceAll('\n', '\n>> ')}`],
    ['prose that speaks of it', `Subject: UNH+ UNB+ list\nDate: today\n\nUNA and UNB: see below\n${plain}`],
    ['line ends of a host', plain.replaceAll("'", "'\u0085")],
    [
      'a mail in two forms',
      `Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\n${plain}\n--x\nContent-Type: text/html\n\n${html}\n--x--\n`,
    ],
  ])('%s is taken away', (_name, text) => {
    const { interchanges, refusals } = readInterchanges(encode(text));
    expect(refusals).toEqual([]);
    expect(interchanges.map((i) => i.messages.map((m) => m.segments.map((s) => s.raw)))).toEqual([
      [message.split("'").slice(0, 3)],
    ]);
    expect(interchanges[0]?.issues.filter((issue) => issue.severity !== 'info')).toEqual([]);
  });
});

describe('the release character', () => {
  const data = (text: string) => {
    const { interchange } = read(wrapped(message.replace("BGM+745'", `FTX+${text}'BGM+745'`)));
    const segment = interchange.messages[0]!.segments.find((s) => s.tag === 'FTX')!;
    return elementsOf(segment.raw, interchange.separators).slice(1);
  };
  it.each([
    ['A??', [['A?']]],
    ['A?+B', [['A+B']]],
    ['A?:B:C', [['A:B', 'C']]],
    ["A?'B", [["A'B"]]],
    ["A???'B", [["A?'B"]]],
    ['A?B', [['AB']]],
    ['A??+B', [['A?'], ['B']]],
  ])('%s', (text, elements) => {
    expect(data(text)).toEqual(elements);
  });
  it('at the end of the input stands for nothing', () => {
    expect(read("UNB+UNOA:4+A+B+260301:1140+1'UNH+1+PAXLST'BGM+745?").interchange.messages).toHaveLength(1);
  });
});

describe('character sets', () => {
  const withName = (syntax: string, name: number[]) =>
    Uint8Array.from([
      ...encode(`UNB+${syntax}:4+A+B+260301:1140+1'UNH+1+PAXLST'NAD+FL+++`),
      ...name,
      ...encode("'BGM+745'UNT+4+1'UNZ+1+1'"),
    ]);
  it.each([
    ['UNOC', [0x4d, 0xdc, 0x4c], 'MÜL', false],
    ['UNOI', [0xe6, 0xe8, 0xd1, 0xc9], 'نورة', false],
    ['UNOA', [0x4d, 0xdc, 0x4c], 'MÜL', true],
    ['UNOW', [...encode('نورة')], 'نورة', false],
    ['UNOA', [...encode('نورة'), 0xff], 'نورة\ufffd', true],
    ['UNOI', [...encode('نورة'), 0xff], 'نورة\ufffd', true],
    ['UNOA', [0x8a, 0x4b, 0x92], 'ŠK’', true],
    ['UNOC', [0x9a, 0x6b, 0x9e], 'škž', false],
    ['UNOC', [0x4d, 0x81, 0x4c], 'M\ufffdL', true],
  ])('%s %j', (syntax, name, expected, repaired) => {
    const bytes = withName(syntax, name);
    const { interchange, codes } = read(bytes);
    const [, nad, bgm] = interchange.messages[0]!.segments;
    expect(componentAt(elementsOf(nad!.raw, interchange.separators), 4, 0)).toBe(expected);
    expect(codes.includes('CHARSET_REPAIRED')).toBe(repaired);
    expect(new TextDecoder().decode(bytes.subarray(bgm!.offset, bgm!.offset + 7))).toBe('BGM+745');
  });
  it('reads a byte-order mark and UTF-16', () => {
    const text = wrapped(message);
    expect(
      read(Uint8Array.from([0xef, 0xbb, 0xbf, ...encode(text)])).interchange.messages[0]?.segments[1]?.offset,
    ).toBe(text.indexOf('BGM') + 3);
    const utf16 = Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0), 0])]);
    expect(read(utf16).interchange.messages[0]?.segments[1]?.offset).toBe(text.indexOf('BGM') * 2 + 2);
  });
  it.each([true, false])('reads UTF-16 that lost its mark under a header (little-endian: %s)', (little) => {
    const text = `QU BAHPIXH\r\n.LHRKPQJ 011140\r\n${wrapped(message.replace('745', '745+A B'))}`;
    const bytes = Uint8Array.from(
      [...text].flatMap((c) => (little ? [c.charCodeAt(0), 0] : [0, c.charCodeAt(0)])),
    );
    const bgm = read(bytes).interchange.messages[0]?.segments[1];
    expect([bgm?.raw, bgm?.offset]).toEqual(['BGM+745+A B', text.indexOf('BGM') * 2]);
  });
});

describe('positions', () => {
  it('point into the input as it came, whatever was wrapped around it', () => {
    const name = fc.constantFrom('OKONJO', 'نورة', "D?'ARCY", 'MÜLLER', '😀X');
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), fc.boolean(), fc.boolean(), (names, mail, lines) => {
        const nads = names.map((n) => `NAD+FL+++${n}'`).join(lines ? '\r\n' : '');
        const text = `${mail ? 'From: نورة\r\n\r\n' : ''}${wrapped(message.replace("BGM+745'", `${nads}BGM+745'`))}`;
        const bytes = encode(text);
        for (const segment of read(bytes).interchange.messages[0]!.segments) {
          const end = segment.offset + encode(segment.raw).length;
          expect(new TextDecoder().decode(bytes.subarray(segment.offset, end))).toBe(segment.raw);
        }
      }),
    );
  });
});

describe('what is written is read back', () => {
  it('for any data and any separators', () => {
    const value = fc.string({
      unit: fc.constantFrom('A', 'b', '7', ' ', "'", '+', ':', '?', '*', '$', '-', 'ن'),
      maxLength: 8,
    });
    const data = value.map((v) => `x${v}x`);
    const separators = fc.constantFrom(
      defaultSeparators,
      { ...defaultSeparators, element: '*', terminator: '$' },
      { ...defaultSeparators, element: '-', terminator: '*' },
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.array(data, { minLength: 1 }), { minLength: 1 })),
        separators,
        (segments, s) => {
          const text = writeInterchange({
            sender: { id: 'A', qualifier: 'ZZ' },
            recipient: { id: 'B', qualifier: null },
            preparedAt: '2026-03-01T11:40',
            reference: '7',
            separators: s,
            group: { reference: '1', agency: 'UN', version: ['D', '05B'] },
            messages: [
              {
                reference: 'M',
                type: ['PAXLST', 'D', '05B', 'UN'],
                series: { part: 1, flag: 'F' },
                segments: segments.map((elements) => ['FTX', ...elements]),
              },
            ],
          });
          const { interchange, codes } = read(text);
          expect(codes).toEqual([]);
          const back = interchange.messages[0]!.segments.slice(1, -1).map((g) =>
            elementsOf(g.raw, s).slice(1),
          );
          expect(back).toEqual(segments);
        },
      ),
    );
  });
});
