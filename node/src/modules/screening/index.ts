import type { ScreeningStatus } from '@jisr/contract';

import type { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { ListChange } from '../watchlists/index.ts';
import { createComparing } from './comparing.ts';
import { createEngine } from './engine.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { createLists } from './lists.ts';
import { createService, type ScreeningDeps } from './service.ts';

export { screeningJobs } from './jobs.ts';
export { screeningRoutes } from './routes.ts';

/** The one screening engine of the node: every arrival against every list, every new list against who is still to travel. */
export function createScreening(kernel: Kernel, deps: ScreeningDeps) {
  const { config, log, queue, bus } = kernel;
  const engine = createEngine({ workers: config.screeningWorkers, log });
  const lists = createLists(kernel, deps.watchlists, engine);
  const service = createService(kernel, deps, engine, lists);
  let stopListening: (() => Promise<void>) | null = null;

  return {
    ...service,
    ...createComparing(engine, config.screeningThresholdBits),
    /** Loads every list; the node is not ready before. Other nodes' imports are followed from then on. */
    async start(): Promise<void> {
      // Listening first: what changes while the lists are loaded is not missed.
      stopListening = await bus.subscribe(({ topic, id }) => {
        if (topic === 'watchlist')
          lists
            .refresh(id)
            .catch((error: unknown) =>
              log.error({ event: 'screening.refresh-failed', err: error }, 'a list could not be loaded'),
            );
      });
      await lists.refreshAll();
    },
    async stop(): Promise<void> {
      await stopListening?.();
      await engine.stop();
    },
    refreshList: (watchlistId: string) => lists.refresh(watchlistId),
    version: (watchlistId: string) => engine.version(watchlistId),
    /** For the layer below: travellers whose facts changed are screened after the commit of what changed them. */
    async travellersChanged(
      tx: Db,
      change: { messageId: string; crossingId: string; travellerIds: readonly string[] },
    ): Promise<void> {
      await queue.enqueue(tx, 'screening.travellers', change, { key: change.messageId });
    },
    /** For the layer above: a clearance ended, and whom it spared is screened again after the commit. */
    async screenAgain(tx: Db, travellerIds: readonly string[]): Promise<void> {
      await queue.enqueue(tx, 'screening.again', { travellerIds });
    },
    async listChanged(tx: Db, change: ListChange): Promise<void> {
      await queue.enqueue(
        tx,
        'screening.list',
        { watchlistId: change.watchlistId },
        { key: change.watchlistId },
      );
    },
    status: (): z.output<typeof ScreeningStatus> => ({
      engine: ENGINE_VERSION,
      thresholdBits: config.screeningThresholdBits,
      segments: lists.segments(),
      workers: engine.workers,
      waiting: engine.waiting(),
    }),
  };
}
export type Screening = ReturnType<typeof createScreening>;
export type { ScreeningDeps } from './service.ts';
