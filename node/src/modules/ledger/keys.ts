import { randomBytes } from 'node:crypto';
import { formatVkey, KEY_TYPES, type Sign, type VerifierKey, verifierKey } from '@jisr/transparency-log';
import type { Kernel } from '../../kernel/kernel.ts';
import { insertKey, type KeyRow, selectKeys } from './checkpoint-store.ts';
import { pseudonymOf } from './model.ts';
import { signerOf } from './native-crypto.ts';

const PURPOSE = 'ledger key';
const NAMES = ['log', 'witness', 'pseudonym'] as const;

interface SigningKey {
  readonly key: VerifierKey;
  /** The key's text, for the node card. */
  readonly vkey: string;
  readonly sign: Sign;
}

/** The ledger's own keys. Made at the first start by the platform's random source, at rest only sealed by the node's key. */
export interface LedgerKeys {
  /** Makes or reads the keys. Before it, every other member throws. */
  load(): Promise<void>;
  readonly log: SigningKey;
  readonly witness: SigningKey;
  pseudonym(accountId: string): string;
}

export function createKeys({ clock, config, database, secrets }: Kernel): LedgerKeys {
  const country = config.country.toLowerCase();
  let loaded: { log: SigningKey; witness: SigningKey; pseudonym: Uint8Array } | null = null;
  const need = () => {
    if (loaded === null) throw new Error('the ledger has not started');
    return loaded;
  };

  function signing(name: string, type: number, secret: Uint8Array): SigningKey {
    const { publicKey, sign } = signerOf(secret);
    const key = verifierKey(name, type, publicKey);
    return { key, vkey: formatVkey(key), sign };
  }

  async function rows(): Promise<Map<string, KeyRow>> {
    return new Map((await selectKeys(database.db)).map((row) => [row.name, row]));
  }

  async function make(): Promise<void> {
    const present = await rows();
    const missing = NAMES.filter((name) => !present.has(name));
    if (missing.length === 0) return;
    await database.transaction(async (tx) => {
      for (const name of missing) {
        const secret = randomBytes(32);
        const publicKey = name === 'pseudonym' ? null : signerOf(secret).publicKey;
        await insertKey(tx, { name, publicKey, sealed: secrets.seal(PURPOSE, secret) }, clock.nowIso());
      }
    });
  }

  return {
    async load() {
      await make();
      const present = await rows();
      const secret = (name: string) => opened(() => secrets.open(PURPOSE, present.get(name)!.sealed));
      loaded = {
        log: signing(`${country}.jisr/log/exchange`, KEY_TYPES.note, secret('log')),
        witness: signing(`${country}.jisr/witness`, KEY_TYPES.cosignature, secret('witness')),
        pseudonym: secret('pseudonym'),
      };
    },
    get log() {
      return need().log;
    },
    get witness() {
      return need().witness;
    },
    pseudonym: (accountId) => pseudonymOf(need().pseudonym, accountId),
  };
}

/** A database that came without the key of its node: the ledger could sign nothing under the name that it has. */
function opened(open: () => Uint8Array): Uint8Array {
  try {
    return open();
  } catch (cause) {
    const text = {
      en: 'The keys of the ledger were sealed by another node key. Give the node the key that belongs to this database (JISR_NODE_KEY, or keys/node.key in the data folder).',
      ar: 'مفاتيح السجل الموثّق مختومة بمفتاح عقدة آخر. زوّد العقدة بالمفتاح الذي يخص قاعدة البيانات هذه (JISR_NODE_KEY أو الملف keys/node.key في مجلد البيانات).',
    };
    throw Object.assign(new Error(text.en, { cause }), { code: 'LEDGER_KEYS_SEALED', text });
  }
}
