import { setImmediate as turn } from 'node:timers/promises';
import { compare } from '@jisr/memorandum';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Held, LawOfNode } from './law.ts';
import { saveAnalysis } from './store.ts';

/** Lets the node serve others: the matrix is walked in slices of a few milliseconds. */
export const pause = (): Promise<void> => turn();

/** The version that this one would take the place of: the one that it names, or the latest signed one before it. */
export function precedingOf(all: readonly Held[], one: Held): Held | null {
  const named = all.find(({ record }) => record.digest === one.document.supersedes);
  const earlier = all.filter(
    ({ record, standing }) =>
      record.code === one.record.code &&
      record.version < one.record.version &&
      standing !== 'draft' &&
      standing !== 'signed-by-one',
  );
  return named ?? earlier[0] ?? null;
}

/** Analyses a document once it is held; both texts are fixed by digest, so that it is done once. */
export function createAnalyse(kernel: Kernel, law: LawOfNode) {
  const { bus, clock, database } = kernel;
  return async (id: string): Promise<void> => {
    const all = await law.held(database.db, clock.now());
    const one = all.find(({ record }) => record.id === id);
    if (!one) return;
    const before = precedingOf(all, one);
    const result = await compare(before?.document ?? null, one.document, pause);
    await database.transaction(async (tx: Db) => {
      const { digest } = one.record;
      await saveAnalysis(tx, { digest, against: before?.record.digest ?? null, result, at: clock.nowIso() });
      await bus.publish(tx, 'memorandum', id);
    });
  };
}
