import { describe, expect, it } from 'vitest';
import { readMessages, redact, toReadDocuments } from './index.ts';
import { batchList } from './reference-messages.ts';

const result = (inserted: string) =>
  readMessages(new TextEncoder().encode(batchList.replace("GEI+4+173'", `GEI+4+173'\n${inserted}`)));

describe('redact', () => {
  it.each([
    ["FTX+AAA+++PASSENGER IS MUSLIM'", 'MUSLIM'],
    ["FTX+AAA+++WHEELCHAIR NEEDED'", 'WHEELCHAIR'],
    ["FTX+AAA+++REPAS HALAL POUR LE PASSAGER'", 'HALAL'],
    ["FTX+AAA+++PASSAGER HANDICAPE'", 'HANDICAPE'],
    ["FTX+AAA+++مسافر يحتاج إلى كرسي'", 'كرسي'],
    ["FTX+AAA+++المريض في المقعد الأول'", 'المريض'],
    ["FTX+AAA+++VGML'", 'VGML'],
    ["FTX+WCHR'", 'WCHR'],
    ["RFF+SSR:AVML'", 'AVML'],
    ["ATT+3++BLND'", 'BLND'],
    ["ATT+3++QQML'", 'QQML'],
    ["IFT+3+HALAL MEAL PLEASE'", 'HALAL'],
    ["SSR+WCHR:HK:1'", 'WCHR'],
    ["FTX+MUSLIM+++X'", 'MUSLIM'],
  ])('removes %s everywhere and keeps only the number', (segment, word) => {
    const read = result(segment);
    const message = read.messages[0]!;
    const { text, dropped } = redact(message);
    expect(dropped).toBe(1);
    expect(text).toContain('[removed]');
    expect(JSON.stringify([message, read.issues, toReadDocuments('f', read), text])).not.toContain(word);
    expect(message.issues.find((issue) => issue.code === 'SENSITIVE_DROPPED')).toMatchObject({
      raw: null,
      segment: null,
    });
    expect(message.travellers).toHaveLength(2);
  });
  it.each(["FTX+AAA+++ARRIVES LATE'", "FTX+BAG+++VGML12:1'", "RFF+AVF:OXYGML'"])(
    'leaves %s alone',
    (segment) => {
      const { text, dropped } = redact(result(segment).messages[0]!);
      expect(dropped).toBe(0);
      expect(text).toContain(segment.slice(0, -1));
    },
  );
  it('gives the message back as it was, when there is nothing to remove', () => {
    const message = readMessages(new TextEncoder().encode(batchList)).messages[0]!;
    const flat = batchList.replaceAll('\n', '');
    expect(redact(message).text).toBe(flat.slice(flat.indexOf('UNH'), flat.indexOf('UNE')));
  });
});
