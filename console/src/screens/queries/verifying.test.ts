import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openedText, STEPS, stepOf } from './verifying.ts';

describe('the steps of an opening', () => {
  it('are passed up to the one that fails, and not reached after it', () => {
    const went = (verdict: Parameters<typeof stepOf>[0]) => STEPS.map((step) => stepOf(verdict, step));
    expect(went('holds')).toEqual(Array(4).fill('passed'));
    expect(went('unknown-index')).toEqual(['failed', 'unreached', 'unreached', 'unreached']);
    expect(went('not-committed')).toEqual(['passed', 'passed', 'failed', 'unreached']);
    expect(went('not-asked')).toEqual(['passed', 'passed', 'passed', 'failed']);
  });
});

describe('an opened input', () => {
  it('is read in any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(openedText(Buffer.from(text, 'utf8').toString('base64url'))).toBe(text);
      }),
    );
  });
});
