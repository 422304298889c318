import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOfRequest, digestOfShown, inGroups, sha256 } from './digest.ts';
import { base64UrlOf, worksAt } from './passkeys.ts';

describe('the digest of what is shown', () => {
  it('is the one that the node computes from the sheet', async () => {
    const sheet = '{"document":{"a":"ملاحظة","b":[1,2]},"format":"jisr-approval-v1"}';
    const expected = createHash('sha256').update(`jisr-approval-v1\n${sheet}`).digest('hex');
    expect(await digestOfShown(JSON.parse(sheet))).toBe(expected);
    expect(await digestOfShown({ ...JSON.parse(sheet), extra: 1 })).not.toBe(expected);
    expect(await digestOfRequest({ scope: 'hit' })).toBe(
      await sha256('jisr-break-glass-v1\n{"scope":"hit"}'),
    );
  });

  it('is read in groups of four', () => expect(inGroups('e3b0c4')).toBe('e3b0 c4'));

  it('becomes a challenge without loss', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (bytes) => {
        const hex = Buffer.from(bytes).toString('hex');
        expect(base64UrlOf(hex)).toBe(Buffer.from(bytes).toString('base64url'));
      }),
    );
  });
});

it('passkeys work at their name and below it, never at an address of numbers or a name that only ends alike', () => {
  const works = ['localhost', 'a.localhost', '127.0.0.1', 'notlocalhost', '::1'].map((host) =>
    worksAt('localhost', host),
  );
  expect(works).toEqual([true, true, false, false, false]);
});
