import { readFileSync } from 'node:fs';
import { ed25519 } from '@noble/curves/ed25519.js';
import { expect, it } from 'vitest';
import * as library from './index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

it('the example of the README is true', () => {
  const code = readme.split('```ts\n')[1]!.split('```')[0]!;
  const names = [...code.matchAll(/import \{ (.*) \} from/g)].flatMap((found) => found[1]!.split(', '));
  const secret = new Uint8Array(32).fill(3);
  const body = `${code.replaceAll(/^import .*$/gm, '')}\nreturn proved;`;
  const run = new Function(...names, 'publicKey', 'sign', body);
  const exported = new Map<string, unknown>(Object.entries(library));
  const given = names.map((name) => exported.get(name));
  const proved = run(...given, ed25519.getPublicKey(secret), (message: Uint8Array) =>
    ed25519.sign(message, secret),
  );
  expect(proved).toMatchObject({ ok: true, value: { index: 1, size: 3, origin: 'example.jisr/log' } });
});
