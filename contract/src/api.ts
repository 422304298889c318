/** The HTTP API, version 1, whole: every operation under one name, from one table a module. */

import { approvalRoutes } from './routes/approvals.ts';
import { disclosureRoutes } from './routes/disclosures.ts';
import { exchangeRoutes } from './routes/exchange.ts';
import { hitRoutes } from './routes/hits.ts';
import { identityRoutes } from './routes/identity.ts';
import { ingestRoutes } from './routes/ingest.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { memorandumRoutes } from './routes/memoranda.ts';
import { oversightRoutes } from './routes/oversight.ts';
import { queryRoutes } from './routes/queries.ts';
import { requestRoutes } from './routes/requests.ts';
import { screeningRoutes } from './routes/screening.ts';
import { secondFactorRoutes } from './routes/second-factors.ts';
import { travellerRoutes } from './routes/travellers.ts';
import { watchlistRoutes } from './routes/watchlists.ts';

export {
  approvalRoutes,
  disclosureRoutes,
  exchangeRoutes,
  hitRoutes,
  identityRoutes,
  ingestRoutes,
  ledgerRoutes,
  memorandumRoutes,
  oversightRoutes,
  queryRoutes,
  requestRoutes,
  screeningRoutes,
  secondFactorRoutes,
  travellerRoutes,
  watchlistRoutes,
};

export const API = {
  ...identityRoutes,
  ...secondFactorRoutes,
  ...ingestRoutes,
  ...travellerRoutes,
  ...hitRoutes,
  ...watchlistRoutes,
  ...screeningRoutes,
  ...oversightRoutes,
  ...approvalRoutes,
  ...memorandumRoutes,
  ...exchangeRoutes,
  ...disclosureRoutes,
  ...queryRoutes,
  ...requestRoutes,
  ...ledgerRoutes,
};
