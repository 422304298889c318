import type { LedgerFault, LedgerFaultCode } from '@jisr/contract';
import { equalBytes, leafHash, utf8 } from '@jisr/transparency-log';
import { readBody } from './model.ts';
import { nativeCrypto } from './native-crypto.ts';
import type { EntryRow } from './store.ts';

const MOST_FAULTS = 200;

/** Gathers what the walk finds, up to a number that a person can read. */
export function createReport() {
  const faults: LedgerFault[] = [];
  let found = 0;
  return {
    faults,
    add(code: LedgerFaultCode, place: string, index: number | null = null): void {
      found += 1;
      if (faults.length < MOST_FAULTS) faults.push({ code, place, index });
    },
    complete: () => found <= MOST_FAULTS,
  };
}
export type Report = ReturnType<typeof createReport>;

/** What the three places that know an entry's hash say: its text, its row, its tile. */
export interface LeafSeen {
  /** The hash that the tree stands on where its tile is believed. */
  readonly byTile: Uint8Array;
  /** The hash where text and row are believed. Another one only where those two agree against the tile. */
  readonly byEntry: Uint8Array;
}

const NOTHING = new Uint8Array(32);

/**
 * Judges one place of the tree. Two that agree convict the third at once; where text and row agree against the tile, only
 * a checkpoint can tell which of them is the tree that was signed.
 */
export function judgeLeaf(
  report: Report,
  index: number,
  row: EntryRow | undefined,
  tile: Uint8Array | undefined,
): LeafSeen {
  const place = `entry ${index}`;
  if (row === undefined) {
    report.add('entry-missing', place, index);
    const left = tile ?? NOTHING;
    return { byTile: left, byEntry: left };
  }
  const body = leafHash(utf8(row.body), nativeCrypto.sha256);
  const rowAgrees = equalBytes(body, row.leafHash);
  if (tile === undefined || equalBytes(body, tile)) {
    if (!rowAgrees) report.add('leaf-hash-changed', place, index);
    else if (!isBodyOf(row)) report.add('entry-columns-changed', place, index);
    return { byTile: body, byEntry: body };
  }
  if (rowAgrees) return { byTile: tile, byEntry: body };
  report.add('entry-changed', place, index);
  if (!equalBytes(row.leafHash, tile)) report.add('leaf-hash-changed', place, index);
  return { byTile: tile, byEntry: tile };
}

/** Whether the columns repeat what the text says. */
function isBodyOf(row: EntryRow): boolean {
  const body = readBody(row.body);
  return (
    body !== null &&
    body.id === row.id &&
    body.kind === row.kind &&
    body.subject === row.subject &&
    body.counterpart === row.counterpart &&
    body.time === row.at &&
    body.articles.join('\n') === row.articles.join('\n')
  );
}
