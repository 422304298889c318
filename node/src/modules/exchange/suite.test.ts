import { fingerprint } from '@jisr/exchange-documents';
import { expect, it } from 'vitest';
import { scrypt } from './suite.ts';

it('the words to compare are the same by the scrypt of the platform and by that of the library', async () => {
  const [one, other] = [{ digest: 'a'.repeat(64) }, { digest: 'b'.repeat(64) }];
  expect(await fingerprint(one, other, scrypt)).toEqual(await fingerprint(one, other));
});
