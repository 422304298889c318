import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerRequest, type CusresAnswer, readCusres, readMessages, writeCusres } from './index.ts';
import {
  batchList,
  insufficientAnswer,
  interactiveRequest,
  normalAnswer,
  statusChange,
} from './reference-messages.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const flatten = (text: string) => text.replaceAll('\n', '');
const request = () => readMessages(encode(interactiveRequest)).messages[0]!;
const ok = {
  locator: 'M3PL8Z',
  reference: '90001',
  governmentReference: null,
  status: '0Z',
  text: 'OK TO BOARD',
};

describe('what is not a CUSRES', () => {
  it('is refused', () => {
    expect(readCusres(encode(batchList)).refusals[0]?.code).toBe('MESSAGE_TYPE_UNSUPPORTED');
    expect(readCusres(encode('')).refusals[0]?.code).toBe('FILE_EMPTY');
  });
});

describe('CUSRES', () => {
  it('answers a request with its envelope mirrored', () => {
    expect(writeCusres(answerRequest(request(), [ok]))).toBe(flatten(normalAnswer));
  });
  it('gives the same bytes for the same request', () => {
    expect(writeCusres(answerRequest(request(), [ok]))).toBe(writeCusres(answerRequest(request(), [ok])));
  });
  it.each([1, 10])('has one block for each of %i travellers, and counts itself', (n) => {
    const travellers = Array.from({ length: n }, (_, i) => ({ ...ok, reference: `9000${i}` }));
    const text = writeCusres(answerRequest(request(), travellers));
    expect(text.split("'ERP+2'")).toHaveLength(n + 1);
    const back = readCusres(encode(text));
    expect(back.issues).toEqual([]);
    expect(back.answers[0]?.travellers).toEqual(travellers);
  });
  it('gives back a departure without time of day, and a shared flight as the carrier wrote it', () => {
    const dated = interactiveRequest
      .replace('189:2603011310:201', '189:20260301:102')
      .replace('QJ412', 'QJ412/XZ');
    const text = writeCusres(answerRequest(readMessages(encode(dated)).messages[0]!, [ok]));
    expect(text).toContain("RFF+AF:QJ412/XZ'DTM+189:20260301:102'DTM+232:2603012245:201'");
    expect(readCusres(encode(text)).answers[0]).toMatchObject({
      flight: 'QJ412/XZ',
      departure: '2026-03-01',
    });
  });
  it('says an error about the message as a whole', () => {
    const text = writeCusres(answerRequest(request(), [], [{ code: '1', text: "SYSTEM'S DOWN" }]));
    expect(text).toContain("ERP+1'ERC+1'FTX+AAP+++SYSTEM?'S DOWN'");
    expect(readCusres(encode(text)).answers[0]?.errors).toEqual([{ code: '1', text: "SYSTEM'S DOWN" }]);
  });
  it.each([
    ['response', normalAnswer, '0Z'],
    ['unsolicited', statusChange, '2Z'],
    ['response', insufficientAnswer, '4Z'],
    ['acknowledgement', statusChange.replace('BGM+132', 'BGM+312'), '2Z'],
  ])('reads a %s and writes it again to the byte', (kind, text, status) => {
    const answer = readCusres(encode(text)).answers[0]!;
    expect(answer).toMatchObject({
      kind,
      flight: 'QJ412',
      from: 'LHR',
      to: 'BAH',
      departure: '2026-03-01T13:10',
    });
    expect(answer.travellers[0]?.status).toBe(status);
    expect(writeCusres(answer)).toBe(flatten(text));
  });
  it('reads back whatever it writes', () => {
    const plain = fc.stringMatching(/^[A-Z0-9?'+:]{1,12}$/);
    const traveller = fc.record({
      locator: fc.option(plain),
      reference: fc.option(plain),
      governmentReference: fc.option(plain),
      status: fc.constantFrom('0Z', '1Z', '2A', '4Z'),
      text: fc.option(fc.stringMatching(/^[A-Z?'+:][A-Z ?'+:]{0,30}[A-Z?'+:]$/)),
    });
    const kind = fc.constantFrom<CusresAnswer['kind']>('response', 'unsolicited', 'acknowledgement');
    fc.assert(
      fc.property(fc.array(traveller, { maxLength: 10 }), kind, (travellers, k) => {
        const answer = { ...answerRequest(request(), travellers), kind: k };
        expect(readCusres(encode(writeCusres(answer))).answers).toEqual([answer]);
      }),
    );
  });
});
