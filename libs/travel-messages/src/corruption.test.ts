import { defaultSeparators, type Separators, writeInterchange } from '@jisr/edifact';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessages, toReadDocuments } from './index.ts';
import { batchList, crewList } from './reference-messages.ts';
import type { ReadResult, TravellerRecord } from './types.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const flatten = (text: string) => text.replaceAll('\n', '');
const strip = (name: string | null) => name?.replaceAll(' ', '') ?? '';

interface Person {
  readonly surname: string;
  readonly given: string;
  readonly birth: string;
  readonly number: string;
  readonly expiry: string;
}

const latin = fc.stringMatching(/^[B-DF-HJ-NP-RT-Z][AEIOU][A-Z]{1,7}[AEIOU]$/);
const arabic = fc.constantFrom('نورة', 'الشمالي', 'سلمان', 'عبدالله', 'خليفة', 'مريم');
const special = fc.constantFrom("D'ARCY", 'O+NEIL', 'A:BO', 'WHO?', 'LA ROSA', 'AL-KAABI', "N'GOLO?");
const word = fc.oneof({ weight: 4, arbitrary: latin }, { weight: 2, arbitrary: arabic }, special);
const two = (n: number) => String(n).padStart(2, '0');
const date = (from: number, to: number) =>
  fc
    .tuple(
      fc.integer({ min: from, max: to }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    )
    .map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`);
const person: fc.Arbitrary<Person> = fc.record({
  surname: word,
  given: word,
  birth: date(1930, 2025),
  number: fc.stringMatching(/^[A-Z][0-9]{7}$/),
  expiry: date(2027, 2040),
});
const manifest = fc.array(person, { minLength: 1, maxLength: 12 });

function segmentsOf(p: Person): [string, ...(string | string[])[]][] {
  return [
    ['ATT', '2', '', 'F'],
    ['DTM', ['329', p.birth.slice(2).replaceAll('-', '')]],
    ['LOC', '178', 'LHR'],
    ['NAT', '2', 'BHR'],
    ['RFF', ['AVF', 'K7QW2M']],
    ['DOC', ['P', '110', '111'], p.number],
    ['DTM', ['36', p.expiry.slice(2).replaceAll('-', '')]],
    ['LOC', '91', 'BHR'],
  ];
}

function write(
  people: readonly Person[],
  separators: Separators = defaultSeparators,
  order?: (n: number) => number[],
): string {
  const persons = people.flatMap((p): [string, ...(string | string[])[]][] => {
    const segments = segmentsOf(p);
    const sorted = order ? order(segments.length).map((i) => segments[i]!) : segments;
    return [['NAD', 'FL', '', '', [p.surname, p.given]], ...sorted];
  });
  return writeInterchange({
    sender: { id: 'QJ', qualifier: null },
    recipient: { id: 'BHPIU', qualifier: null },
    preparedAt: '2026-03-01T11:40',
    reference: '1',
    separators,
    serviceString: true,
    messages: [
      {
        reference: 'P1',
        type: ['PAXLST', 'D', '05B', 'UN', 'IATA'],
        segments: [
          ['BGM', '745'],
          ['TDT', '20', 'QJ412', '', '', 'QJ'],
          ['LOC', '125', 'LHR'],
          ['DTM', ['189', '2603011310', '201']],
          ['LOC', '87', 'BAH'],
          ...persons,
          ['CNT', ['42', String(people.length)]],
        ],
      },
    ],
  });
}

function expectPerson(read: TravellerRecord | undefined, p: Person): void {
  expect([strip(read?.surname ?? null), strip(read?.givenNames ?? null)]).toEqual([
    strip(p.surname),
    strip(p.given),
  ]);
  expect(read?.birthDate).toBe(p.birth);
  expect(read?.documents).toMatchObject([{ number: p.number, expiry: p.expiry, issuer: 'BHR' }]);
}

function expectAll(result: ReadResult, people: readonly Person[]): void {
  const travellers = result.messages.flatMap((m) => m.travellers);
  expect(travellers).toHaveLength(people.length);
  for (const [i, p] of people.entries()) expectPerson(travellers[i], p);
}

const wrap = (width: number, end: string) => (text: string) => {
  let out = '';
  for (let i = 0; i < text.length; i += width) out += text.slice(i, i + width) + end;
  return out;
};

const transports: Record<string, (text: string) => string> = {
  'wrapped at 63, CRLF': wrap(63, '\r\n'),
  'wrapped at 69, LF': wrap(69, '\n'),
  'wrapped at 80, CR': wrap(80, '\r'),
  'wrapped at 65 and indented': (text) => ` ${wrap(65, '\n ')(text)}`,
  'a segment a line': (text) => text.replace(/(?<!\?)'/g, "'\r\n"),
  'lower-case tags': (text) =>
    text.replace(/'([A-Z]{3})(?=\+)/g, (_, tag: string) => `'${tag.toLowerCase()}`),
  'blanks before separators': (text) => text.replace(/'(NAD|DTM|LOC|UNH)\+/g, "'$1 +"),
  'trailers missing': (text) => text.replace(/'UNT\+.*$/, "'"),
  'last terminator missing': (text) => text.slice(0, -1),
  'UNT count wrong': (text) => text.replace(/UNT\+\d+/, 'UNT+159'),
  'CNT missing': (text) => text.replace(/CNT\+42:\d+'/, ''),
  'CNT malformed': (text) => text.replace(/CNT\+42:/, 'CNT+42+'),
  'a Type B header': (text) =>
    `\u0001QU BAHPIXH LONRMQJ\r\n.LHRKPQJ 011140\r\n\u0002${wrap(63, '\r\n')(text)}\u0003`,
  'ZCZC and NNNN': (text) => `ZCZC ABC123\r\n${text}\r\nNNNN\r\n`,
  'a mail with a disclaimer': (text) =>
    `From: a@b.example\r\nSubject: UNB list\r\n\r\nDear all, here's it:\r\n${wrap(69, '\r\n')(text)}\r\n\r\nThis mail's secret.\r\n`,
  'a base64 mail': (text) =>
    `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="xx"\r\n\r\n--xx\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n${wrap(76, '\r\n')(Buffer.from(text).toString('base64'))}\r\n--xx--\r\n`,
  'an HTML mail': (text) =>
    `<html><body><p>${wrap(60, '<br>\r\n')(text).replace(/[&']/g, (c) => (c === '&' ? '&amp;' : '&#39;'))}</p></body></html>`,
};

describe('whatever a transport does, no traveller is lost and no date is wrong', () => {
  it.each(Object.entries(transports))('%s', (_name, corrupt) => {
    fc.assert(
      fc.property(manifest, (people) => {
        expectAll(readMessages(encode(corrupt(write(people)))), people);
      }),
      { numRuns: 40 },
    );
  });

  it('a quoted-printable mail', () => {
    fc.assert(
      fc.property(manifest, (people) => {
        const bytes = [...encode(write(people))];
        const quoted = bytes.map((b) =>
          b === 61 || b > 126 ? `=${b.toString(16).toUpperCase()}` : String.fromCharCode(b),
        );
        let body = '';
        for (let i = 0; i < quoted.length; i += 25) body += `${quoted.slice(i, i + 25).join('')}=\r\n`;
        const mail = `Subject: x\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${body}`;
        expectAll(readMessages(encode(mail)), people);
      }),
      { numRuns: 40 },
    );
  });

  it('the segments of a person in any order', () => {
    fc.assert(
      fc.property(manifest, fc.integer(), (people, seed) => {
        const order = (n: number) =>
          Array.from({ length: n }, (_, i) => i).sort(
            (a, b) => ((a * 7919 + seed) % 31) - ((b * 7919 + seed) % 31),
          );
        expectAll(readMessages(encode(write(people, defaultSeparators, order))), people);
      }),
      { numRuns: 60 },
    );
  });

  it('two interchanges in a file', () => {
    fc.assert(
      fc.property(manifest, manifest, (a, b) => {
        expectAll(readMessages(encode(`${write(a)}\r\n\r\n${write(b)}`)), [...a, ...b]);
      }),
      { numRuns: 40 },
    );
  });

  it('a trailer among the persons of a message', () => {
    const trailers = fc.constantFrom("UNT+9+P1'", "UNZ+1+1'", "UNT+9+P1'UNZ+1+1'", "UNE+1+1'");
    fc.assert(
      fc.property(manifest, trailers, fc.nat(), (people, trailer, seed) => {
        const persons = write(people).split(/(?='NAD\+FL)/);
        const at = 1 + (seed % people.length);
        const text = `${persons.slice(0, at).join('')}'${trailer.slice(0, -1)}${persons.slice(at).join('')}`;
        const result = readMessages(encode(text));
        expectAll(result, people);
        expect(result.messages).toHaveLength(1);
        expect(result.messages[0]?.crossings).toMatchObject([{ carrier: 'QJ', number: '412' }]);
      }),
      { numRuns: 60 },
    );
  });

  it('a terminator lost at the end of a line', () => {
    fc.assert(
      fc.property(manifest, fc.nat(), (people, seed) => {
        const lines = write(people)
          .replace(/(?<!\?)'/g, "'\r\n")
          .trimEnd()
          .split('\r\n');
        const at = 2 + (seed % (lines.length - 3));
        lines[at] = lines[at]!.slice(0, -1);
        const result = readMessages(encode(lines.join('\r\n')));
        expectAll(result, people);
        expect(result.issues.map((issue) => issue.code)).toContain('TERMINATOR_MISSING');
      }),
      { numRuns: 60 },
    );
  });

  it('a file cut at any byte keeps every complete traveller, and another interchange may follow', () => {
    fc.assert(
      fc.property(
        manifest,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (people, at, follow) => {
          const text = write(people);
          const cut = encode(text).slice(0, Math.floor(at * encode(text).length));
          const tail = encode(follow ? write(people.slice(0, 1)) : '');
          const result = readMessages(Uint8Array.from([...cut, ...tail]));
          const complete = new TextDecoder().decode(cut).split("'NAD+FL").length - 2;
          const travellers = result.messages[0]?.travellers ?? [];
          for (let i = 0; i < complete; i++) expectPerson(travellers[i], people[i]!);
          for (const [i, traveller] of travellers.entries()) {
            if (i < people.length) expect([people[i]!.birth, null]).toContain(traveller.birthDate);
            for (const d of traveller.documents) expect([people[i]?.expiry, null]).toContain(d.expiry);
          }
          if (follow && cut.length > 9) expectPerson(result.messages.at(-1)?.travellers.at(-1), people[0]!);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('every UNA of the wild', () => {
  const sets: [string, Separators][] = [
    [":+.?*'", { ...defaultSeparators }],
    [":+.\\*'", { ...defaultSeparators, release: '\\' }],
    [':*.? $', { ...defaultSeparators, element: '*', terminator: '$' }],
    [':*.? #', { ...defaultSeparators, element: '*', terminator: '#' }],
    [":-.? '", { ...defaultSeparators, element: '-' }],
    [':-.? *', { ...defaultSeparators, element: '-', terminator: '*' }],
    [':(.) -', { component: ':', element: '(', decimal: '.', release: ')', terminator: '-' }],
  ];
  it.each(sets)('%s', (una, separators) => {
    fc.assert(
      fc.property(manifest, (people) => {
        const text = write(people, separators);
        expectAll(readMessages(encode(`UNA${una}${text.slice(9)}`)), people);
      }),
      { numRuns: 40 },
    );
  });
  it.each([
    ['no UNA, double quote', { ...defaultSeparators, terminator: '"' }, ''],
    ['five characters', { ...defaultSeparators, release: '\\' }, "UNA:+\\*'"],
    ['a typographic terminator', defaultSeparators, 'UNA:+.? ’'],
  ])('%s', (_name, separators, una) => {
    fc.assert(
      fc.property(manifest, (people) => {
        const result = readMessages(encode(una + write(people, separators).slice(9)));
        expectAll(result, people);
        expect(result.issues.map((issue) => issue.code)).toContain(
          una === '' ? 'UNA_MISSING_NONDEFAULT' : 'UNA_MALFORMED',
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('any input at all', () => {
  const readable = (bytes: Uint8Array) => {
    const result = readMessages(bytes);
    for (const issue of [...result.issues, ...result.messages.flatMap((m) => m.issues)]) {
      expect(issue.offset ?? 0).toBeLessThanOrEqual(bytes.length);
      expect(issue.message.en && issue.message.ar).toBeTruthy();
    }
    for (const refusal of result.refusals) expect(refusal.offset).toBeLessThanOrEqual(bytes.length);
    return result;
  };
  it('bytes of any kind are read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const result = readable(bytes);
        expect(result.messages.length + result.refusals.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
  it('a mutated message never names more travellers than it has NAD segments', () => {
    const segments = `${flatten(batchList)}`.split("'");
    const mutation = fc.record({
      kind: fc.constantFrom('delete', 'duplicate', 'swap', 'flip'),
      at: fc.nat({ max: 10_000 }),
      to: fc.nat({ max: 10_000 }),
    });
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 6 }), (mutations) => {
        const list = [...segments];
        for (const { kind, at, to } of mutations) {
          const [i, j] = [at % list.length, to % list.length];
          if (kind === 'delete') list.splice(i, 1);
          else if (kind === 'duplicate') list.splice(i, 0, list[j]!);
          else if (kind === 'swap') [list[i], list[j]] = [list[j]!, list[i]!];
          else
            list[i] =
              list[i]!.slice(0, to % 9) + String.fromCharCode(32 + (to % 90)) + list[i]!.slice((to % 9) + 1);
          if (list.length === 0) return;
        }
        const text = list.join("'");
        const count = readable(encode(text)).messages.reduce((sum, m) => sum + m.travellers.length, 0);
        expect(count).toBeLessThanOrEqual(text.toUpperCase().split('NAD').length - 1);
      }),
      { numRuns: 500 },
    );
  });
  it('lines of every style give the same result', () => {
    for (const text of [batchList, crewList]) {
      const plain = readMessages(encode(flatten(text))).messages[0]!;
      for (const end of ['\r', '\n', '\r\n', '\n\n']) {
        const other = readMessages(encode(text.replaceAll('\n', end))).messages[0]!;
        expect(other.travellers).toEqual(plain.travellers);
        expect(other.crossings).toEqual(plain.crossings);
      }
    }
  });
  const units = [
    'UNB+',
    "UN'",
    '?',
    '+',
    "'",
    "UNA:+.? '",
    "UNH+1+PAXLST:D'NAD+FL+++",
    "UNH+1+PAXLST:D'",
    "UNG+PAXLST+A+B'UNH+1+PAXLST:D'",
    "UNB+UNOA:4+A+B+260301:1140+1'UNH+1+PAXLST:D'NAD+FL+++A:B'",
    '<p>UNB+UNOA:4',
    'Content-Transfer-Encoding: base64\n\n',
    '\r \r ',
    "UNB+UNOA:4'UNA",
  ];
  it.each(units)('half a megabyte of %j is read in time', (unit) => {
    const bytes = encode(unit.repeat(Math.ceil(5e5 / unit.length)));
    // Processor time, which other work on the machine stretches to about double. What grows with the square of the
    // length, which is what this looks for, would take minutes.
    const start = process.cpuUsage().user;
    const result = readMessages(bytes);
    expect(toReadDocuments('a.edi', result).length + result.refusals.length).toBeGreaterThan(0);
    expect((process.cpuUsage().user - start) / 1000).toBeLessThan(4000);
  });
});
