import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as library from './index.ts';
import { suite, testKey } from './testing.ts';

test('the example of the README runs and gives what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const code = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
  const given = { ...library, suite, root: testKey(), seal: testKey(), newSigner: () => testKey() };
  const run = new Function(...Object.keys(given), `return (async () => {${code}})()`);
  expect(await run(...Object.values(given))).toEqual([-12, { step: 'gap', from: 5, to: 6 }]);
});
