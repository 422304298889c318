import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberIn } from './document-numbers.ts';

describe('numberIn', () => {
  it.each(['', 'issued 21 Jun 1992 in Amman, Jordan', 'Provisional', 'expired', '(2014)', ', 123'])(
    'finds no number in %j',
    (text) => expect(numberIn(text)).toBeNull(),
  );

  it.each([
    ['A 123-456', 'A 123-456', null],
    ['SE 012820', 'SE 012820', null],
    ['DE- 473900', 'DE- 473900', null],
    ['TR-P 614 166', 'TR-P 614 166', null],
    ['PS 472330208', 'PS 472330208', null],
    ['D489833(9) (Hong Kong)', 'D489833(9)', 'HKG'],
    ['Booklet: A5199819 (Pakistan)', 'A5199819', 'PAK'],
    ['No.: 0310857, Eritrea, Issue Date 21 August 2006', '0310857', 'ERI'],
    ['Libya B/002210', 'B/002210', 'LBY'],
    ['AF465508 Colombia', 'AF465508', 'COL'],
    ['403062567 (US)', '403062567', 'USA'],
    ['8208 No. 555627', '8208 555627', null],
    ['SSN 156-92-9858 (United States of America)', '156-92-9858', 'USA'],
    ['Afghan national identification card (tazkira) number 545167', '545167', null],
    ['L 191609 issued on 28 Feb. 1996 in Amman, Jordan', 'L 191609', null],
    ['OR801168 and Kuwaiti National ID No. 281020505755', 'OR801168', null],
    ['German travel document (“Reiseausweis”) A 0139243', 'A 0139243', null],
  ])('takes the number out of %j', (text, number, country) =>
    expect(numberIn(text)).toEqual({ number, country }),
  );

  it('leaves a bare number as it is, whatever its digits and letters', () => {
    const bare = fc.stringMatching(/^[A-Z]{0,2}[0-9]{4,9}[A-Z]?$/);
    fc.assert(
      fc.property(bare, (number) => {
        expect(numberIn(number)).toEqual({ number, country: null });
      }),
    );
  });
});
