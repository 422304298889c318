import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestNode, type TestNode } from '../../../test/test-node.ts';
import { bytesOf, manifest, person } from './testing.ts';

const LONG = 100_000;
const letters = Array.from({ length: LONG }, (_, at) => String.fromCharCode(65 + ((at * at) % 26))).join('');
const words = letters.replace(/(.{7})/g, '$1 ');

describe('what no carrier means to send', () => {
  let node: TestNode;
  let carrier: Awaited<ReturnType<TestNode['carrier']>>;
  beforeAll(async () => {
    node = await openTestNode();
    carrier = await node.carrier('QJ');
  });
  afterAll(() => node.stop());

  const post = async (text: string) => {
    const { status, body } = await carrier.send('POST', '/api/v1/messages', bytesOf(text));
    const { messages } = body as { messages?: { travellers: number }[] };
    return { status, travellers: messages?.[0]?.travellers };
  };

  const grown: Record<string, (text: string) => string> = {
    'a surname': (text) => text.replace('ALSHEMALI:NOORA', `${letters}:NOORA`),
    'a name of very many words': (text) => text.replace('ALSHEMALI:NOORA', `${words}:${words}`),
    'a document number': (text) => text.replace('A1000001', letters),
    'a locator': (text) => text.replace('RFF+AVF:', `RFF+AVF:${letters}`),
    'a reference': (text) => text.replace('RFF+ABO:', `RFF+ABO:${letters}`),
    'a flight number': (text) => text.replace('TDT+20+QJ412', `TDT+20+QJ412${letters}`),
    'a station': (text) => text.replace('LOC+125+LHR', `LOC+125+${letters}`),
    'a common access reference': (text) => text.replace('QJ412/260301/1310+01:F', `${letters}+01:C`),
    'a message reference': (text) => text.replaceAll('PAX001', letters),
    'an interchange reference': (text) => text.replaceAll('2603011140', letters),
    'a sender': (text) => text.replace('QJAIRLINE', letters),
    'a birth date': (text) => text.replace('DTM+329:', `DTM+329:${letters}`),
    'a nationality': (text) => text.replace('NAT+2+BHR', `NAT+2+${letters}`),
  };
  it.each(Object.entries(grown))(
    'takes %s of 100,000 letters and screens the traveller',
    async (_what, grow) => {
      const text = grow(manifest({ travellers: [person(1)] }));
      expect(await post(text)).toEqual({ status: 202, travellers: 1 });
      // Again, with another word: what is known of the traveller must be found by those keys.
      expect(await post(text.replace('ATT+2++F', 'ATT+2++M'))).toEqual({ status: 202, travellers: 1 });
      await node.settle();
      expect(await node.jobs.listDead()).toEqual([]);
    },
  );

  it('takes thousands of travellers in one message, in time that grows with their number alone', async () => {
    const few = Array.from({ length: 1_000 }, (_, at) => person(at, undefined, 'DTM+182:991399'));
    const many = Array.from({ length: 8_000 }, (_, at) => person(at, undefined, 'DTM+182:991399'));
    const time = async (travellers: string[], day: string) => {
      const started = performance.now();
      const text = manifest({ travellers }).replaceAll('2603011310', `26030${day}1310`);
      expect(await post(text)).toEqual({ status: 202, travellers: travellers.length });
      return performance.now() - started;
    };
    await time(few, '2');
    const once = await time(few, '3');
    expect((await time(many, '4')) / once).toBeLessThan(24);
  }, 120_000);
});
