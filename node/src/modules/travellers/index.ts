/** The door of the travellers module: crossings, the travellers on them, and who said what about them. */
export { readCursor, readRowCursor, writeCursor } from './cursor.ts';
export { travellersJobs } from './jobs.ts';
export { erasedBefore } from './retention.ts';
export { travellerRoutes } from './routes.ts';
export { createTravellers } from './service.ts';
export { storable, storableJson } from './storable.ts';
export type * from './types.ts';
