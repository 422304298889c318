/** The door of the watchlists module; others import nothing else of it. */
export { watchlistsJobs } from './jobs.ts';
export { watchlistRoutes } from './routes.ts';
export { createWatchlists } from './service.ts';
export type * from './types.ts';
export { CHANGES_TOLD_ONE_BY_ONE } from './types.ts';
