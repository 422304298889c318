/** The HTTP API, version 1, whole: every operation under one name, from one table a module. */

import { hitRoutes } from './routes/hits.ts';
import { identityRoutes } from './routes/identity.ts';
import { ingestRoutes } from './routes/ingest.ts';
import { oversightRoutes } from './routes/oversight.ts';
import { screeningRoutes } from './routes/screening.ts';
import { travellerRoutes } from './routes/travellers.ts';
import { watchlistRoutes } from './routes/watchlists.ts';

export {
  hitRoutes,
  identityRoutes,
  ingestRoutes,
  oversightRoutes,
  screeningRoutes,
  travellerRoutes,
  watchlistRoutes,
};

export const API = {
  ...identityRoutes,
  ...ingestRoutes,
  ...travellerRoutes,
  ...hitRoutes,
  ...watchlistRoutes,
  ...screeningRoutes,
  ...oversightRoutes,
};
