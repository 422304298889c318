import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createSecrets, readNodeKey } from './secrets.ts';

const secrets = createSecrets(new Uint8Array(32).fill(7));

describe('sealed bytes', () => {
  it('do not open for another purpose, with another key, altered or cut off', () => {
    const sealed = secrets.seal('quarantine', Buffer.from('a message that nobody could read'));
    expect(() => secrets.open('index', sealed)).toThrow();
    expect(() => createSecrets(new Uint8Array(32)).open('quarantine', sealed)).toThrow();
    for (let at = 0; at < sealed.length; at++) {
      const altered = Uint8Array.from(sealed);
      altered[at]! ^= 1;
      expect(() => secrets.open('quarantine', altered)).toThrow();
      expect(() => secrets.open('quarantine', sealed.subarray(0, at))).toThrow();
    }
  });

  it('open to what was sealed, and are never twice the same', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (plain, purpose) => {
        const [one, other] = [secrets.seal(purpose, plain), secrets.seal(purpose, plain)];
        expect(Buffer.from(secrets.open(purpose, one))).toEqual(Buffer.from(plain));
        expect(Buffer.from(one)).not.toEqual(Buffer.from(other));
      }),
    );
  });
});

describe('a fingerprint', () => {
  it('is the same for the same text, and another for another purpose, key or text', () => {
    const one = secrets.fingerprint('references', 'document:BHR:1');
    expect(secrets.fingerprint('references', 'document:BHR:1')).toBe(one);
    expect(secrets.fingerprint('other', 'document:BHR:1')).not.toBe(one);
    expect(secrets.fingerprint('references', 'document:BHR:2')).not.toBe(one);
    expect(createSecrets(new Uint8Array(32)).fingerprint('references', 'document:BHR:1')).not.toBe(one);
  });
});

describe('the node’s key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jisr-keys-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('of another length is refused', () => {
    expect(() => createSecrets(readNodeKey('c2hvcnQ=', ''))).toThrow('32 bytes');
    const file = join(folder, 'cut.key');
    writeFileSync(file, new Uint8Array(31));
    expect(() => createSecrets(readNodeKey(null, file))).toThrow('32 bytes');
  });

  it('is made once, whole, for its owner’s eyes, and stays the same', () => {
    const file = join(folder, 'keys', 'node.key');
    const key = readNodeKey(null, file);
    expect(key).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'keys'))).toEqual(['node.key']);
    expect(readNodeKey(null, file)).toEqual(key);
    expect(new Uint8Array(readFileSync(file))).toEqual(key);
  });

  it('may be given instead', () => {
    expect(readNodeKey(Buffer.alloc(32, 3).toString('base64'), '/nowhere')).toEqual(
      new Uint8Array(32).fill(3),
    );
  });
});
