import { describe, expect, it } from 'vitest';
import { readMessages } from './index.ts';
import type { TravelMessage } from './types.ts';

const head =
  "UNB+UNOA:4+QJ+BHPIU+260301:1140+1'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'TDT+20+QJ412+++QJ'" +
  "LOC+125+LHR'DTM+189:2603011310:201'LOC+87+BAH'DTM+232:2603012245:201'";

function read(body: string, before = head): TravelMessage {
  const { messages } = readMessages(new TextEncoder().encode(`${before}${body}UNT+9+1'UNZ+1+1'`));
  expect(messages).toHaveLength(1);
  return messages[0]!;
}
const codes = (message: TravelMessage) => message.issues.map((issue) => issue.code);
const person = (body: string) => read(`NAD+FL+++OKONJO:AMARA'${body}`).travellers[0]!;

describe('segments that are strange', () => {
  it('reads a person in any order', () => {
    const traveller = person(
      "DTM+36:290520'LOC+91+NGA'NAT+2+NGA'DOC+P:110:111+B00776612'DTM+329:010615'LOC+178+LHR'ATT+2++F'",
    );
    expect(traveller).toMatchObject({
      birthDate: '2001-06-15',
      gender: 'F',
      nationality: 'NGA',
      embarkation: 'LHR',
      documents: [{ number: 'B00776612', issuer: 'NGA', expiry: '2029-05-20' }],
    });
    expect(traveller.documents).toHaveLength(1);
  });
  it('keeps what it does not know', () => {
    const message = read("NAD+FL+++OKONJO:AMARA'RFF+QQQ:1'ATT+3++Z'LOC+999+ABC'ZZY+1'DTM+999:1'");
    expect(message.travellers).toHaveLength(1);
    expect(codes(message).filter((code) => code === 'CODE_UNKNOWN')).toHaveLength(4);
    expect(message.issues.find((issue) => issue.code === 'SEGMENT_UNKNOWN')?.raw).toBe('ZZY+1');
  });
  it.each([
    ["DOC++4334K'", null, '4334K'],
    ["DOC+V+V1'", 'V', 'V1'],
    ["DOC+P:1812019+X9'", 'P', 'X9'],
    ["DOC+A1234567'", null, 'A1234567'],
    ["DOC+P+px-009 98/87'", 'P', 'PX0099887'],
    ["DOC+P+N/A'", 'P', null],
    ["DOC+P+NULL'", 'P', null],
    ["DOC+P+000000000'", 'P', null],
  ])('keeps the document of %s', (segment, type, number) => {
    expect(person(segment).documents).toMatchObject([{ type, number }]);
  });
  it('reads bags in both forms, in pounds, and bag tags without count', () => {
    expect(person("MEA+CT++:2'MEA+WT++LBR:44'FTX+BAG+++QJ400171'").bags).toEqual({
      count: 2,
      weightKg: 20,
      tags: [{ tag: 'QJ400171', count: 1 }],
    });
    expect(person("MEA+WT++LB:44'").bags.weightKg).toBe(20);
    expect(person("MEA+WT++KGM:31.25'").bags.weightKg).toBe(31.25);
    expect(person("MEA+WT++20:KGM'").bags.weightKg).toBe(20);
    expect(person("MEA+CT++3'FTX+BAG+++NULL'").bags).toEqual({ count: 3, weightKg: null, tags: [] });
  });
  it.each([
    ['014C', ['14C']],
    ['00012B', ['12B']],
    ['12-B', ['12B']],
    ['FREE', []],
    ['000', []],
  ])('reads seat %s', (raw, seats) => {
    expect(person(`RFF+SEA:${raw}'`).seats).toEqual(seats);
  });
  it.each([
    ['D', 'DEU'],
    ['GBD', 'GBR'],
    ['BH', 'BHR'],
    ['048', 'BHR'],
    ['48', 'BHR'],
    ['4', 'AFG'],
    ['0', null],
    ['ZZZ', null],
    ['QQQ', 'QQQ'],
  ])('reads nationality %s', (raw, code) => {
    expect(person(`NAT+2+${raw}'`)).toMatchObject({ nationality: code, nationalityRaw: raw });
  });
  it.each([
    ["LOC+180+ESP'", 'ESP', null],
    ["LOC+180+:::CORK'", null, 'CORK'],
    ["LOC+180+ESP:::VIGO'", 'ESP', 'VIGO'],
    ["LOC+180+LONDON'", null, 'LONDON'],
  ])('reads place of birth %s', (segment, country, city) => {
    expect(person(segment).birthPlace).toEqual({ country, city });
  });
  it('keeps a malformed control total, and does without one', () => {
    const message = read("NAD+FM+++MARLOWE:INES'CNT+41+8'");
    expect(message.declaredCrew).toBe(8);
    expect(codes(message)).toContain('CNT_MALFORMED');
    expect(read("NAD+FL+++OKONJO:AMARA'").declaredTotal).toBeNull();
  });
  it('reads a surname alone, FNU, and a NAD nobody knows', () => {
    const message = read("NAD+FL+++OKONJO'NAD+FL+++OKONJO:FNU'NAD+QQ+++OKONJO:AMARA'ATT+2++F'NAD+FL'");
    expect(message.travellers.map((t) => [t.surname, t.givenNames])).toEqual([
      ['OKONJO', null],
      ['OKONJO', null],
      ['OKONJO', 'AMARA'],
      [null, null],
    ]);
    expect(codes(message)).toContain('NAME_MISSING');
  });
  it('reads a list whose UNH is damaged or gone', () => {
    const body = "NAD+FL+++OKONJO:AMARA'";
    expect(read(body, head.replace('PAXLST', 'PAXL5T')).travellers).toHaveLength(1);
    expect(read(body, head.replace("UNH+1+PAXLST:D:05B:UN:IATA'", '')).travellers).toHaveLength(1);
    expect(read(body, head.replace("UNB+UNOA:4+QJ+BHPIU+260301:1140+1'", '')).travellers).toHaveLength(1);
  });
});

describe('dates are never wrong', () => {
  it.each([
    ["DTM+329:910412'", '1991-04-12'],
    ["DTM+329:910412:102'", '1991-04-12'],
    ["DTM+329:19910412'", '1991-04-12'],
    ["DTM+329:19910412:101'", '1991-04-12'],
    ["DTM+329:9104120000:201'", '1991-04-12'],
    ["DTM+329:199104120000:203'", '1991-04-12'],
    ["DTM+329:260301'", '2026-03-01'],
    ["DTM+329:260302'", '1926-03-02'],
    ["DTM+329:680200'", '1968-02'],
    ["DTM+329:680000'", '1968'],
    ["DTM+329:1968:602'", '1968'],
    ["DTM+329:196802:610'", '1968-02'],
    ["DTM+329:1968XXXX'", '1968'],
    ["DTM+329:6802<<'", '1968-02'],
    ["DTM+329:XXXXXX'", null],
    ["DTM+329:680230'", null],
    ["DTM+329:851399'", null],
    ["DTM+329:000000'", null],
    ["DTM+329:20300101'", null],
    ["DTM+329:18900101'", null],
    ["DTM+329:91O412'", null],
  ])('%s', (segment, value) => {
    expect(person(segment).birthDate).toBe(value);
  });
  it('an expiry in 61 is 2061 and implausible', () => {
    const message = read("NAD+FL+++OKONJO:AMARA'DOC+P+X1'DTM+36:610101'");
    expect(message.travellers[0]?.documents[0]?.expiry).toBe('2061-01-01');
    expect(codes(message)).toContain('EXPIRY_IMPLAUSIBLE');
  });
  it('an expired document is said, where the date stands', () => {
    const message = read("NAD+FL+++OKONJO:AMARA'DOC+P+X1'DTM+36:260228'");
    expect(message.issues.find((issue) => issue.code === 'DOC_EXPIRED')?.raw).toBe('DTM+36:260228');
  });
  it('a second expiry or issuer of a document (its DOC was lost) does not replace the first', () => {
    expect(person("DOC+P+X1'DTM+36:290520'LOC+91+NGA'DTM+36:270101'LOC+91+BHR'").documents).toMatchObject([
      { number: 'X1', expiry: '2029-05-20', issuer: 'NGA' },
    ]);
  });
  it('24:61 is not a time', () => {
    const message = read("NAD+FL+++OKONJO:AMARA'", head.replace('2603011310', '2603012461'));
    expect(message.crossings[0]?.legs[0]?.departure).toBeNull();
  });
});

describe('flights', () => {
  const flight = (tdt: string, rest = "LOC+125+LHR'LOC+87+BAH'") =>
    read("NAD+FL+++OKONJO:AMARA'", `UNH+1+PAXLST:D:05B:UN'BGM+745'${tdt}${rest}`).crossings;

  it.each([
    ["TDT+20+QJ0412'", 'QJ', '412', null],
    ["TDT+20+QJ 412A+++QJ'", 'QJ', '412', 'A'],
    ["TDT+20+A92707'", 'A9', '2707', null],
    ["TDT+20+B2740'", 'B2', '740', null],
    ["TDT+20+3U101'", '3U', '101', null],
    ["TDT+20+QJA412'", 'QJA', '412', null],
    ["TDT+20+0412+++QJ'", 'QJ', '412', null],
  ])('%s', (tdt, carrier, number, suffix) => {
    expect(flight(tdt)[0]).toMatchObject({ carrier, number, suffix, operatingCarrier: null });
  });
  it.each([
    ["TDT+20+ZX877+++XZ'", 'XZ', null],
    ["TDT+20+ZX877/XZ'", 'XZ', null],
    ["TDT+20+ZX877/XZ+++XZ'", 'XZ', null],
    ["TDT+20+ZX0877/XZ0412A+++ZX'", 'XZ', '412A'],
    ["TDT+20+ZX877/ZX'", null, null],
  ])('%s: never puts the carrier and another flight together', (tdt, operatingCarrier, operatingNumber) => {
    expect(flight(tdt)[0]).toMatchObject({ carrier: 'ZX', number: '877', operatingCarrier, operatingNumber });
  });
  it('a station said twice is one, wherever it is said again', () => {
    const leg = { from: 'LHR', to: 'BAH', departure: '2026-03-01T13:10', arrival: null };
    const twice = "LOC+125+LHR'DTM+189:2603011310:201'LOC+125+LHR'DTM+189:2603011310:201'LOC+87+BAH'";
    expect(flight("TDT+20+QJ412'", twice)[0]?.legs).toEqual([leg]);
    const late = read(`NAD+FL+++OKONJO:AMARA'LOC+125+LHR'LOC+87+BAH'`);
    expect(late.crossings[0]?.legs).toHaveLength(1);
    expect(codes(late)).toContain('SEGMENT_ORDER');
  });
  it('stations before their TDT belong to it, and the flight was read', () => {
    const before = "UNH+1+PAXLST:D:05B:UN'BGM+745'LOC+125+LHR'LOC+87+BAH'TDT+20+QJ412'";
    const message = read("NAD+FL+++OKONJO:AMARA'", before);
    expect(message.crossings).toMatchObject([
      { carrier: 'QJ', number: '412', legs: [{ from: 'LHR', to: 'BAH' }] },
    ]);
    expect(codes(message)).not.toContain('FLIGHT_UNPARSED');
  });
  it('a time with the zone of the station is the local one', () => {
    const [crossing] = flight("TDT+20+QJ412'", "LOC+125+LHR'DTM+189:202603011310?+01:303'LOC+87+BAH'");
    expect(crossing?.legs[0]?.departure).toBe('2026-03-01T13:10');
  });
  it('A to B to C gives two legs, in one TDT or two', () => {
    const legs = [
      { from: 'LHR', to: 'DOH', departure: '2026-03-01T13:10', arrival: '2026-03-01T20:00' },
      { from: 'DOH', to: 'BAH', departure: '2026-03-01T21:00', arrival: '2026-03-01T22:00' },
    ];
    const first = "LOC+125+LHR'DTM+189:2603011310:201'LOC+92+DOH'DTM+232:2603012000:201'";
    const last = "LOC+87+BAH'DTM+232:2603012200:201'";
    expect(flight("TDT+20+QJ412'", `${first}DTM+189:2603012100:201'${last}`)[0]?.legs).toEqual(legs);
    const two = flight("TDT+20+QJ412'", `${first}TDT+20+QJ412'LOC+92+DOH'DTM+189:2603012100:201'${last}`);
    expect(two.map((crossing) => crossing.legs)).toEqual([legs]);
  });
  it('finds the stations of times that stand elsewhere', () => {
    const times = "DTM+189:2603011310:201'DTM+232:2603012245:201'";
    const leg = { from: 'LHR', to: 'BAH', departure: '2026-03-01T13:10', arrival: '2026-03-01T22:45' };
    expect(flight("TDT+20+QJ412'", `LOC+125+LHR'LOC+87+BAH'${times}`)[0]?.legs).toEqual([leg]);
    expect(flight("TDT+20+QJ412'", `${times}LOC+125+LHR'LOC+87+BAH'`)[0]?.legs).toEqual([leg]);
  });
});

describe('names and titles', () => {
  const name = (c080: string, att = '') => {
    const { surname, givenNames, title } = read(`NAD+FL+++${c080}'${att}`).travellers[0]!;
    return [surname, givenNames, title];
  };
  it.each([
    ['CLARK:MICHAEL MR', ['CLARK', 'MICHAEL', 'MR']],
    ['CLARK:MICHAELMR', ['CLARK', 'MICHAEL', 'MR']],
    ['CLARK:MICHAEL:MR', ['CLARK', 'MICHAEL', 'MR']],
    ['CLARK:KEVIN JAMES:MSTR', ['CLARK', 'KEVIN JAMES', 'MSTR']],
    ['CLARK/MICHAEL MR', ['CLARK', 'MICHAEL', 'MR']],
    ['ALSHEMALI:AMR', ['ALSHEMALI', 'AMR', null]],
    ['ALSHEMALI:BADR', ['ALSHEMALI', 'BADR', null]],
    ['ALSHEMALI:SHAMS', ['ALSHEMALI', 'SHAMS', null]],
    ['IVANOV:ALEKSANDR', ['IVANOV', 'ALEKSANDR', null]],
    ['DOE<<JANE', ['DOE', 'JANE', null]],
    ['AL<SAYED<<NOORA<YUSUF<<<', ['AL SAYED', 'NOORA YUSUF', null]],
    ['AL<SAYED:NOORA<YUSUF', ['AL SAYED', 'NOORA YUSUF', null]],
    ['CLARK:MRJONATHON', ['CLARK', 'JONATHON', 'MR']],
    ['CLARK:MRSMARIANNE', ['CLARK', 'MARIANNE', 'MRS']],
    ['CLARK:TOM PROF DR', ['CLARK', 'TOM', 'PROF DR']],
    ['CLARK:TOM CHD', ['CLARK', 'TOM', 'CHD']],
    ['ALSHEMALI:KHAMISS', ['ALSHEMALI', 'KHAMISS', null]],
    ['ALSHEMALI:LAMISS', ['ALSHEMALI', 'LAMISS', null]],
    ['ALSHEMALI:ABDULQADR', ['ALSHEMALI', 'ABDULQADR', null]],
    ['ALSHEMALI:MRWAN', ['ALSHEMALI', 'MRWAN', null]],
    ['ALSHEMALI:MRYAM', ['ALSHEMALI', 'MRYAM', null]],
    ['PATEL:MRINALINI', ['PATEL', 'MRINALINI', null]],
    ['OKONJO:-', ['OKONJO', null, null]],
    ['OKONJO:---', ['OKONJO', null, null]],
    ['OKONJO:Fnu', ['OKONJO', null, null]],
    ['N/A:AMARA', [null, 'AMARA', null]],
    ['الشمالي:نورة', ['الشمالي', 'نورة', null]],
  ])('%s', (c080, expected) => {
    expect(name(c080)).toEqual(expected);
  });
  it('a title that contradicts the gender is part of the name', () => {
    expect(name('SMITH:GRAHMS', "ATT+2++M'")).toEqual(['SMITH', 'GRAHMS', null]);
  });
});

describe('message functions', () => {
  it.each([
    ['745', 'passenger-list'],
    ['745+CP', 'change'],
    ['745+XR', 'cancel'],
    ['745+RP', 'reduction'],
    ['745+CI:1.0', 'passenger-list'],
    ['250+C', 'crew-list'],
    ['266+CLOB', 'close-on-board'],
    ['266+CLNB', 'close-not-on-board'],
    ['266+CL', 'close'],
    ['266+XF', 'flight-cancelled'],
    ['266+CF', 'flight-changed'],
    ['336+G', 'master-crew'],
    ['655', 'gate-pass'],
    ['999', 'passenger-list'],
  ])('BGM+%s is %s', (bgm, expected) => {
    const message = read("NAD+FL+++OKONJO:AMARA'", head.replace('BGM+745', `BGM+${bgm}`));
    expect(message.function).toBe(expected);
    expect(codes(message).includes('BGM_UNKNOWN')).toBe(bgm === '999');
  });
});
