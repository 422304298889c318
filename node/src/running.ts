import type { Bus } from './kernel/bus.ts';
import type { Http } from './kernel/http.ts';
import type { JobHandler } from './kernel/jobs.ts';
import { answerJobs, answerRoutes } from './modules/answers/index.ts';
import { approvalJobs, approvalRoutes } from './modules/approvals/index.ts';
import { disclosureJobs, disclosureRoutes } from './modules/disclosures/index.ts';
import { exchangeJobs, exchangeRoutes } from './modules/exchange/index.ts';
import { hitRoutes } from './modules/hits/index.ts';
import { factorRoutes, identityRoutes, ministryRoutes } from './modules/identity/index.ts';
import { ingestJobs, ingestRoutes } from './modules/ingest/index.ts';
import { ledgerJobs, ledgerRoutes } from './modules/ledger/index.ts';
import { memorandaJobs, memorandaRoutes } from './modules/memoranda/index.ts';
import { oversightJobs, oversightRoutes } from './modules/oversight/index.ts';
import { queriesJobs, queryRoutes } from './modules/queries/index.ts';
import { requestJobs, requestRoutes } from './modules/requests/index.ts';
import { screeningJobs, screeningRoutes } from './modules/screening/index.ts';
import { travellerRoutes, travellersJobs } from './modules/travellers/index.ts';
import { watchlistRoutes, watchlistsJobs } from './modules/watchlists/index.ts';
import type { Modules } from './modules.ts';

/** Every kind of job, and who does it. */
export function jobHandlersOf(modules: Modules): Record<string, JobHandler> {
  return {
    ...memorandaJobs(modules.memoranda),
    ...watchlistsJobs(modules.watchlists),
    ...travellersJobs(modules.travellers),
    ...screeningJobs(modules.screening),
    ...queriesJobs(modules.queries),
    ...requestJobs(modules.requests),
    ...ingestJobs(modules.ingest),
    ...answerJobs(modules.answers),
    ...approvalJobs(modules.approvals),
    ...disclosureJobs(modules.disclosures),
    ...exchangeJobs(modules.bridge.exchange),
    ...oversightJobs(modules.oversight),
    ...ledgerJobs(modules.ledger),
  };
}

/** Puts every operation of the API on its door. */
export function serveModules(http: Http, modules: Modules, bus: Bus): void {
  http.authenticateWith(modules.identity.authenticate);
  http.onGrantUsed((grant) => modules.approvals.breakGlass.used(grant.id));
  identityRoutes(http, modules.identity);
  factorRoutes(http, modules.identity);
  ministryRoutes(http, modules.identity);
  approvalRoutes(http, modules.approvals);
  ledgerRoutes(http, modules.ledger);
  memorandaRoutes(http, modules.memoranda);
  exchangeRoutes(http, modules.bridge.exchange);
  disclosureRoutes(http, modules.disclosures);
  queryRoutes(http, modules.queries);
  requestRoutes(http, modules.requests);
  ingestRoutes(http, modules.ingest);
  answerRoutes(http, modules.answers);
  travellerRoutes(http, modules.travellers);
  hitRoutes(http, modules.hits);
  watchlistRoutes(http, modules.watchlists);
  screeningRoutes(http, modules.screening);
  oversightRoutes(http, modules.oversight, bus);
}

/** Makes ready what must be before the node takes work. */
export async function startModules(modules: Modules): Promise<void> {
  await modules.ledger.start();
  await modules.disclosures.start();
  await modules.bridge.start();
  await modules.screening.start();
}

/** Ends what runs beside the job queue. */
export async function stopModules(modules: Modules): Promise<void> {
  await modules.bridge.stop();
  await modules.ledger.stop();
  await modules.queries.stop();
  await modules.screening.stop();
}

/** Puts the repeating jobs into the queue, and hears of what waits. */
export async function scheduleModules(modules: Modules): Promise<void> {
  await modules.watchlists.schedule();
  await modules.travellers.schedule();
  await modules.queries.schedule();
  await modules.requests.schedule();
  await modules.ingest.schedule();
  await modules.oversight.schedule();
  await modules.disclosures.schedule();
  await modules.ledger.schedule();
  await modules.ledger.listen();
  await modules.bridge.exchange.schedule();
  await modules.bridge.listen();
}
