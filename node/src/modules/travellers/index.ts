/** The door of the travellers module: crossings, the travellers on them, and who said what about them. */
export { travellersJobs } from './jobs.ts';
export { travellerRoutes } from './routes.ts';
export { createTravellers } from './service.ts';
export type * from './types.ts';
