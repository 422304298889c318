import type { TestNode } from '../../../test/test-node.ts';
import type { LedgerEntry } from './types.ts';

/** An entry of the tests, about the peer unless told otherwise. */
export const entryOf = (subject: string, over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  kind: 'disclosure-sent',
  subject,
  articles: ['BORDERS/4.2'],
  policyDigest: 'ab'.repeat(32),
  objectDigest: 'cd'.repeat(32),
  counterpart: 'USA',
  actors: [],
  previousReceipt: null,
  ...over,
});

/** Appends this many entries and puts them into the tree; gives their ids. */
export async function fill(
  node: TestNode,
  count: number,
  over: Partial<LedgerEntry> = {},
): Promise<string[]> {
  const { ledger } = node.modules;
  const ids: string[] = [];
  await node.kernel.database.transaction(async (tx) => {
    for (let at = 0; at < count; at += 1)
      ids.push(await ledger.append(tx, entryOf(`subject-${ids.length}`, over)));
  });
  await ledger.sequence();
  return ids;
}
