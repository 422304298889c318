/** The door of the ingest module: what carriers send becomes receipts, messages and travellers. */
export { createDropFolder, type DropFolder } from './drop-folder.ts';
export { ingestJobs } from './jobs.ts';
export { ingestRoutes } from './routes.ts';
export { createIngest } from './service.ts';
export type * from './types.ts';
