import { describe, expect, it } from 'vitest';
import type { Translate } from '../../text.ts';
import { sizeText } from './size.ts';

const t: Translate = (key, values) => `${key.split('.').at(-1)} ${values?.size}`;

describe('the size of a document', () => {
  it('is told in the unit that fits, with one place where it says something', () => {
    expect([0, 1023, 1024, 1536, 20_480, 1_048_576, 9_437_184].map((bytes) => sizeText(bytes, t))).toEqual([
      'bytes 0',
      'bytes 1023',
      'kilobytes 1',
      'kilobytes 1.5',
      'kilobytes 20',
      'megabytes 1',
      'megabytes 9',
    ]);
  });
});
