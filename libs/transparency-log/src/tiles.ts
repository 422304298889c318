/**
 * Tiles (C2SP tlog-tiles): a tile holds up to 256 hashes of one level; a tile of level L holds the nodes of tree level
 * 8·L. What lies between two tile levels is computed from the lower one, so a log stores hardly more than 32 bytes an entry.
 */
import { concat } from './bytes.ts';
import { type LogCrypto, nobleCrypto } from './crypto.ts';
import { bad, good, type Result } from './result.ts';
import { type NodeAt, nodeHash, type ReadNode } from './tree.ts';

type Sha256 = LogCrypto['sha256'];

export const TILE_WIDTH = 256;
export const TILE_HEIGHT = 8;
export const HASH_BYTES = 32;
/** Tile levels above which no tree of at most 2^53 entries reaches. */
const MOST_LEVELS = 7;

export interface TileAt {
  readonly level: number;
  readonly n: number;
}

/** The hashes of a tile, one after the other; undefined where there is none yet. */
export type ReadTile = (tile: TileAt) => Uint8Array | undefined;

/** `1234067` as `x001/x234/067`. */
function pathNumber(n: number): string {
  const groups: string[] = [];
  for (let rest = n; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`${groups.length > 0 ? 'x' : ''}${String(rest % 1000).padStart(3, '0')}`);
  return groups.join('/');
}

/**
 * The path of a tile; `width` below 256 for one that still grows. Level `entries` is a bundle of entries.
 *
 * @example
 * tilePath({ level: 0, n: 1234067 }) // 'tile/0/x001/x234/067'
 * tilePath({ level: 1, n: 0 }, 3) // 'tile/1/000.p/3'
 */
export const tilePath = (
  { level, n }: { readonly level: number | 'entries'; readonly n: number },
  width: number = TILE_WIDTH,
): string => `tile/${level}/${pathNumber(n)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;

/** Reads a tile path; the reverse of {@link tilePath} and nothing more: one tile, one spelling. */
export function parseTilePath(path: string): Result<{ level: number | 'entries'; n: number; width: number }> {
  const [, levelText, number, widthText] =
    path.length > 60
      ? []
      : (/^tile\/([0-9]{1,2}|entries)\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path) ??
        []);
  if (levelText === undefined || number === undefined) return bad('TILE_PATH_MALFORMED');
  const level = levelText === 'entries' ? levelText : Number(levelText);
  const n = Number(number.replaceAll(/[x/]/g, ''));
  const width = widthText === undefined ? TILE_WIDTH : Number(widthText);
  if (!Number.isSafeInteger(n) || width < 1 || tilePath({ level, n }, width) !== path)
    return bad('TILE_PATH_MALFORMED');
  return good({ level, n, width });
}

/** Entries as a bundle: each with its length in two bytes, big-endian. @throws RangeError beyond 65,535 bytes an entry */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const parts = entries.flatMap((entry) => {
    if (entry.length > 0xffff) throw new RangeError('an entry of a bundle has at most 65,535 bytes');
    return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
  });
  return concat(...parts);
}

export function readBundle(bytes: Uint8Array): Result<Uint8Array[]> {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 2 + (bytes[at]! << 8) + (bytes[at + 1] ?? 0);
    if (at + 2 > bytes.length || end > bytes.length || entries.length === TILE_WIDTH)
      return bad('BUNDLE_MALFORMED');
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return good(entries);
}

/** Where a node of the tree is found: which tile, and which of its hashes lie under it. */
export function tileOf({ level, index }: NodeAt): TileAt & { readonly from: number; readonly count: number } {
  const count = 2 ** (level % TILE_HEIGHT);
  const perTile = TILE_WIDTH / count;
  return {
    level: Math.floor(level / TILE_HEIGHT),
    n: Math.floor(index / perTile),
    from: (index % perTile) * count,
    count,
  };
}

/** The tiles that hold these nodes, each once: to read them at once. */
export function tilesOf(nodes: readonly NodeAt[]): TileAt[] {
  const tiles = new Map(nodes.map(tileOf).map(({ level, n }) => [`${level}/${n}`, { level, n }]));
  return [...tiles.values()];
}

const hashesIn = (tile: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.floor(tile.length / HASH_BYTES) }, (_, at) =>
    tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );

/** The row of nodes above a row; a last one without a neighbour has none above it. */
const rowAbove = (row: readonly Uint8Array[], sha256: Sha256): Uint8Array[] =>
  Array.from({ length: Math.floor(row.length / 2) }, (_, at) =>
    nodeHash(row[at * 2]!, row[at * 2 + 1]!, sha256),
  );

/** The hash over `count` hashes of a tile, a power of two of them, from number `from` on. */
export function hashInTile(tile: Uint8Array, from: number, count: number, sha256: Sha256): Uint8Array {
  let row = hashesIn(tile.subarray(from * HASH_BYTES, (from + count) * HASH_BYTES));
  while (row.length > 1) row = rowAbove(row, sha256);
  return row[0]!;
}

/**
 * Reads nodes of the tree out of tiles. What was computed once is remembered, so that many proofs under one head cost
 * little more than one: a reader is made for one piece of work, and not kept.
 *
 * @throws RangeError for a node that the tiles do not hold
 */
export function nodesInTiles(read: ReadTile, sha256: Sha256 = nobleCrypto.sha256): ReadNode {
  const known = new Map<string, Uint8Array[][]>();
  const nodeIn = (rows: Uint8Array[][], height: number, at: number): Uint8Array | undefined => {
    while (rows.length <= height) rows.push(rowAbove(rows.at(-1)!, sha256));
    return rows[height]![at];
  };
  return (node) => {
    const { from, count, ...place } = tileOf(node);
    const [name, height] = [`${place.level}/${place.n}`, node.level % TILE_HEIGHT];
    const remembered = nodeIn(known.get(name) ?? [[]], height, from / count);
    if (remembered) return remembered;
    // Not seen yet, or the tile has grown since.
    const rows = [hashesIn(read(place) ?? new Uint8Array(0))];
    known.set(name, rows);
    const found = nodeIn(rows, height, from / count);
    if (!found) throw new RangeError(`${tilePath(place)} does not hold hash ${from + count - 1}`);
    return found;
  };
}

/** The tiles that still grow in a tree of `size` entries: those that an append must read. */
export function growingTiles(size: number): TileAt[] {
  const tiles: TileAt[] = [];
  for (let level = 0, width = size; level < MOST_LEVELS && width > 0; level += 1) {
    if (width % TILE_WIDTH !== 0) tiles.push({ level, n: Math.floor(width / TILE_WIDTH) });
    width = Math.floor(width / TILE_WIDTH);
  }
  return tiles;
}

/** How many hashes a tile has in a tree of `size` entries. */
export function tileWidth({ level, n }: TileAt, size: number): number {
  const nodes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, nodes - n * TILE_WIDTH));
}

/**
 * Appends leaf hashes to a tree of `size` entries.
 *
 * @param read gives the {@link growingTiles} of that size
 * @returns the tiles that are new or have grown, whole
 * @example
 * const changed = appendLeaves(0, [leafHash(entry)], () => undefined); // [{ level: 0, n: 0, hashes }]
 */
export function appendLeaves(
  size: number,
  leaves: readonly Uint8Array[],
  read: ReadTile,
  sha256: Sha256 = nobleCrypto.sha256,
): (TileAt & { readonly hashes: Uint8Array })[] {
  const changed: (TileAt & { hashes: Uint8Array })[] = [];
  let [incoming, width] = [leaves, size];
  for (let level = 0; incoming.length > 0; level += 1) {
    const full: Uint8Array[] = [];
    for (let taken = 0; taken < incoming.length; ) {
      const place = { level, n: Math.floor((width + taken) / TILE_WIDTH) };
      const held = (width + taken) % TILE_WIDTH;
      const present = held === 0 ? new Uint8Array(0) : read(place)?.subarray(0, held * HASH_BYTES);
      if (present?.length !== held * HASH_BYTES) throw new RangeError(`${tilePath(place)} is cut short`);
      const added = incoming.slice(taken, taken + TILE_WIDTH - held);
      const hashes = concat(present, ...added);
      changed.push({ ...place, hashes });
      if (held + added.length === TILE_WIDTH) full.push(hashInTile(hashes, 0, TILE_WIDTH, sha256));
      taken += added.length;
    }
    [incoming, width] = [full, Math.floor(width / TILE_WIDTH)];
  }
  return changed;
}
