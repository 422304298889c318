import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMessages, toReadDocuments } from './index.ts';
import { batchList, closeOut, crewList, interactiveRequest } from './reference-messages.ts';
import type { TravelMessage } from './types.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const codes = (message: TravelMessage) => message.issues.map((issue) => issue.code);

function only(text: string): TravelMessage {
  const { messages } = readMessages(encode(text));
  expect(messages).toHaveLength(1);
  return messages[0]!;
}

describe('what cannot be read is refused, with its place', () => {
  const refusals = (bytes: Uint8Array) => readMessages(bytes).refusals.map((r) => [r.code, r.offset]);

  it('refuses an empty input', () => {
    expect(refusals(encode(''))).toEqual([['FILE_EMPTY', 0]]);
    expect(refusals(encode(' \r\n '))).toEqual([['FILE_EMPTY', 0]]);
  });
  it('refuses binary data', () => {
    expect(refusals(Uint8Array.from({ length: 500 }, (_, i) => (i * 7) % 256))).toEqual([['FILE_BINARY', 0]]);
  });
  it('refuses text without an envelope', () => {
    expect(refusals(encode('Dear colleagues, see attached.'))).toEqual([['ENVELOPE_MISSING', 0]]);
  });
  it('refuses other message types and still reads the traveller list beside them', () => {
    const other = "UNH+2+PNRGOV:11:1:IA+X'MSG+:22'UNT+3+2'";
    const text = crewList.replace('UNZ+1+', `${other}UNZ+2+`);
    const result = readMessages(encode(text));
    expect(result.messages).toHaveLength(1);
    expect(result.refusals.map((r) => [r.code, r.offset])).toEqual([
      ['MESSAGE_TYPE_UNSUPPORTED', text.indexOf('UNH+2')],
    ]);
    expect(result.refusals[0]?.message.ar).toContain('PNRGOV');
  });
});

describe('what another type is', () => {
  const typed = (type: string, text = batchList) =>
    readMessages(encode(text.replace('+PAXLST:', `+${type}:`)));
  it.each(['PAXLIST', 'PAXL5T', 'XAXLST', 'INVOIC'])(
    'a list of travellers under the type %j is read',
    (type) => {
      const [message] = typed(type).messages;
      expect(message?.travellers).toHaveLength(2);
      expect(codes(message!)).toContain('MESSAGE_DAMAGED');
    },
  );
  it.each(['INVOIC', 'IFTMIN', 'CUSCAR'])('%s without travellers is refused', (type) => {
    const { messages, refusals } = typed(type, closeOut.replaceAll('NAD+ZZZ', 'NAD+CN'));
    expect(messages).toEqual([]);
    expect(refusals.map((r) => r.code)).toEqual(['MESSAGE_TYPE_UNSUPPORTED']);
  });
});

describe('the control total', () => {
  const severities = (text: string) =>
    only(text)
      .issues.filter((i) => i.code === 'COUNT_MISMATCH')
      .map((i) => i.severity);
  it.each([
    ['01:F', ['warn']],
    ['01:C', ['info']],
    ['02', ['info']],
    ['05:F', ['warn']],
  ])('of a series is no doubt about one part (%s)', (series, expected) => {
    expect(severities(batchList.replace('+01:F', `+${series}`).replace('CNT+42:2', 'CNT+42:9'))).toEqual(
      expected,
    );
  });
  it('of a crew list may come under the code of passengers', () => {
    expect(severities(crewList.replace('CNT+41', 'CNT+42'))).toEqual([]);
  });
});

describe('the reference messages', () => {
  it('reads a batch of passengers', () => {
    const message = only(batchList);
    expect(message).toMatchObject({
      version: '05B',
      function: 'passenger-list',
      sender: 'QJAIRLINE',
      recipient: 'BHPIU',
      reference: 'PAX001',
      commonAccessReference: 'QJ412/260301/1310',
      series: { part: 1, last: true },
      sentAt: '2026-03-01T11:40',
      declaredTotal: 2,
      senderName: 'QJ AIRLINE OPS',
      contacts: [
        { kind: 'phone', value: '44 20 5550 0199' },
        { kind: 'email', value: 'OPS+APIS@QJ.EXAMPLE' },
      ],
    });
    expect(message.crossings).toMatchObject([
      {
        carrier: 'QJ',
        number: '412',
        operatingCarrier: null,
        borderLeg: 0,
        legs: [{ from: 'LHR', to: 'BAH', departure: '2026-03-01T13:10', arrival: '2026-03-01T22:45' }],
      },
    ]);
    const [noora, robin] = message.travellers;
    expect(noora).toMatchObject({
      role: 'passenger',
      surname: 'ALSHEMALI',
      givenNames: 'NOORA YUSUF',
      givenNameParts: ['NOORA', 'YUSUF'],
      title: null,
      gender: 'F',
      birthDate: '1991-04-12',
      nationality: 'BHR',
      residence: 'BHR',
      verified: true,
      bags: { count: 2, weightKg: 31, tags: [{ tag: 'QJ400171', count: 2 }] },
      seats: ['14C'],
      locator: 'K7QW2M',
      reference: 'QJ412LHR0001',
      embarkation: 'LHR',
      debarkation: 'BAH',
      clearance: 'BAH',
      documents: [{ type: 'P', number: 'A1234567', issuer: 'BHR', expiry: '2030-09-15' }],
    });
    expect(message.segments[noora!.sources['documents[0].expiry']!]?.raw).toBe('DTM+36:300915');
    expect(robin).toMatchObject({
      surname: "D'ARCY",
      givenNames: 'ROBIN',
      birthDate: null,
      birthDateRaw: '680230',
      nationality: 'IRL',
      birthPlace: { country: null, city: 'CORK' },
      address: { street: '14 SAMPLE ROAD, FLAT 3', city: 'MANAMA', country: 'BHR' },
      documents: [
        { type: 'P', number: 'PX0099887', issuer: 'IRL', expiry: '2028-11-02' },
        { type: 'V', number: 'V55512', issuer: 'BHR', expiry: null },
      ],
    });
    expect(codes(message)).toEqual(['DATE_INVALID']);
    expect(message.issues[0]).toMatchObject({ raw: 'DTM+329:680230:101', path: 'travellers[1].birthDate' });
    expect(batchList.slice(message.issues[0]!.offset!)).toMatch(/^DTM\+329:680230/);
  });

  it('reads a crew list without UNA and UNG', () => {
    const message = only(crewList);
    expect(message).toMatchObject({ function: 'crew-list', declaredCrew: 1, declaredTotal: null });
    expect(message.travellers).toMatchObject([
      {
        role: 'crew',
        crewRole: 'CR1',
        birthPlace: { country: 'ESP', city: 'VIGO' },
        documents: [
          { type: 'P', number: 'XDA776655' },
          { type: 'L', number: 'PIL4477', issuer: 'GBR' },
        ],
      },
    ]);
    expect(codes(message)).toEqual([]);
  });

  it('reads a close-out', () => {
    const message = only(closeOut);
    expect(message).toMatchObject({ function: 'close-on-board', unnamedTravellers: 2, travellers: [] });
    expect(message.statusReferences.map(({ locator, reference }) => [locator, reference])).toEqual([
      ['M3PL8Z', '90001'],
      [null, '90004'],
    ]);
    expect(codes(message)).toEqual([]);
  });

  it('reads an interactive request', () => {
    const message = only(interactiveRequest);
    expect(message.transactionNumber).toBe('0000417');
    expect(message.travellers[0]).toMatchObject({
      birthDate: '2001-06-15',
      verified: false,
      reference: '90001',
    });
    expect(codes(message)).toEqual([]);
  });

  it('tells each document of a file only what concerns its own interchange', () => {
    const flat = batchList.replaceAll('\n', '');
    const marked = flat
      .replace('++APIS', '++APIS++++1')
      .replace(/'UNE.*/, "'")
      .replace('BGM', 'bgm');
    const documents = toReadDocuments('a.edi', readMessages(encode(marked + flat)));
    expect(documents.map((d) => d.issues.map((i) => i.code).filter((c) => c !== 'DATE_INVALID'))).toEqual([
      ['TEST_INTERCHANGE', 'UNZ_MISSING', 'LOWERCASE_TAG', 'UNE_MISSING'],
      [],
    ]);
  });

  it('prints the public document with its keys in order', () => {
    const [document] = toReadDocuments('a.edi', readMessages(encode(batchList)));
    expect(Object.keys(document!).join(' ')).toBe(
      'file format version function sender recipient reference test crossings travellers unnamedTravellers declaredTotal reservations issues',
    );
    expect(Object.keys(document!.travellers[0]!).join(' ')).toBe(
      'role surname givenNames title birthDate gender nationality reference documents seats bags',
    );
    expect(document!.reservations).toEqual([
      { locator: 'K7QW2M', createdAt: null, travellers: ['QJ412LHR0001'] },
      { locator: 'K7QX9P', createdAt: null, travellers: [null] },
    ]);
  });
});

const fixtures = new URL('../../../../shared/fixtures/travel/', import.meta.url);
describe.skipIf(!existsSync(fixtures))('real sample messages (needs ../shared/fixtures/travel)', () => {
  const load = (name: string) => readMessages(readFileSync(new URL(name, fixtures)));

  it('apisMessage.txt: leading blanks, two flights', () => {
    const message = load('apisMessage.txt').messages[0]!;
    expect(message).toMatchObject({ version: '05B', bgm: { code: '745' }, declaredTotal: 2 });
    expect(message.crossings.map((c) => [c.carrier, c.number, c.legs])).toEqual([
      ['AA', '123', [{ from: 'ATL', to: 'ORD', departure: '2007-02-19T15:40', arrival: '2007-02-19T17:40' }]],
      ['AA', '124', [{ from: 'ORD', to: 'JFK', departure: '2007-02-19T18:40', arrival: '2007-02-19T19:55' }]],
    ]);
    expect(
      message.travellers.map((t) => [t.surname, t.givenNames, t.birthDate, t.gender, t.documents.length]),
    ).toEqual([
      ['CLARK', 'MICHAEL', '1972-09-07', 'M', 0],
      ['CLARK', 'CHERYL', '1973-04-07', 'F', 0],
    ]);
  });

  it('airline2.edi: other separators', () => {
    const message = load('airline2.edi').messages[0]!;
    expect(message.crossings[0]).toMatchObject({
      carrier: 'TN',
      number: '506',
      legs: [{ from: 'BRE', to: 'YEU', departure: '2014-05-11T13:40', arrival: '2014-05-11T17:00' }],
    });
    expect(message.travellers).toHaveLength(10);
    expect(message.travellers.flatMap((t) => t.documents)).toHaveLength(10);
    expect(message.declaredTotal).toBe(136);
    expect(message.issues.every((issue) => issue.severity !== 'error')).toBe(true);
    expect(message.issues.find((issue) => issue.code === 'COUNT_MISMATCH')?.severity).toBe('warn');
  });

  it('dirty-mail-a.txt: hard-wrapped mail with a disclaimer', () => {
    const result = load('dirty-mail-a.txt');
    const message = result.messages[0]!;
    expect(message.travellers).toHaveLength(1);
    expect(message.declaredTotal).toBe(47);
    expect(message.crossings[0]).toMatchObject({ carrier: 'A9', number: '2707', legs: [{ to: 'VIE' }] });
    expect(message.travellers[0]?.documents[0]).toMatchObject({ number: '3DEJ2ED3E', expiry: '2028-09-07' });
    expect(result.issues.map((issue) => issue.code)).toEqual([
      'WRAPPER_STRIPPED',
      'HARD_WRAP_JOINED',
      'WRAPPER_STRIPPED',
    ]);
  });

  it('PNRGOV is refused by its type', () => {
    expect(load('pnrMessagePg77.txt').refusals[0]?.code).toBe('MESSAGE_TYPE_UNSUPPORTED');
  });
});
