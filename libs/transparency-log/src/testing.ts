/** What the tests of this library share: keys, a log in memory, and the eight leaves of the reference tree. */
import { ed25519 } from '@noble/curves/ed25519.js';
import {
  appendLeaves,
  formatCheckpoint,
  formatNote,
  fromHex,
  KEY_TYPES,
  leafHash,
  nodesInTiles,
  nodesOfRoot,
  type ReadNode,
  rootOf,
  signText,
  tilePath,
  utf8,
  verifierKey,
} from './index.ts';

/** The test leaves of Certificate Transparency. */
export const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => fromHex(hex)!);

export const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** A key pair from one byte: a test key is the same at each run. */
export function testKey(name: string, type: number, seed: number) {
  const secret = new Uint8Array(32).fill(seed);
  return {
    key: verifierKey(name, type, ed25519.getPublicKey(secret)),
    sign: (message: Uint8Array) => ed25519.sign(message, secret),
  };
}

export const LOG = testKey('bhr.jisr/log/exchange', KEY_TYPES.note, 1);
export const WITNESS = testKey('usa.jisr/witness', KEY_TYPES.cosignature, 2);

/** A log in memory over tiles; `history` makes logs that differ. */
export function memoryLog(entries: readonly Uint8Array[]) {
  const tiles = new Map<string, Uint8Array>();
  let size = 0;
  const readTile = (tile: { level: number; n: number }) => tiles.get(tilePath(tile));
  const append = (leaves: readonly Uint8Array[]) => {
    for (const { hashes, ...tile } of appendLeaves(size, leaves, readTile)) tiles.set(tilePath(tile), hashes);
    size += leaves.length;
  };
  append(entries.map((entry) => leafHash(entry)));
  const read: ReadNode = nodesInTiles(readTile);
  return {
    tiles,
    read,
    append,
    get size() {
      return size;
    },
    root: (of = size) => rootOf(of, read),
    nodes: (of = size) => nodesOfRoot(of),
    note(of = size, signer = LOG) {
      const text = formatCheckpoint({ origin: LOG.key.name, size: of, root: rootOf(of, read) });
      return formatNote({ text, signatures: [signText(text, signer.key, signer.sign)] });
    },
  };
}

export const entriesNamed = (count: number, history = 'a'): Uint8Array[] =>
  Array.from({ length: count }, (_, at) => utf8(`${history} ${at}`));
