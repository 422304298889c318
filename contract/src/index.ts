/** The contract of the HTTP API: schemas, routes, permits and problems. One truth for all who speak it. */
export * from './api.ts';
export * from './crossings.ts';
export * from './events.ts';
export * from './fields.ts';
export * from './hits.ts';
export * from './identity.ts';
export * from './ledger.ts';
export * from './matching.ts';
export * from './messages.ts';
export * from './oversight.ts';
export * from './permits.ts';
export * from './problem-texts.ts';
export * from './problems.ts';
export * from './route.ts';
export * from './vocabulary.ts';
export * from './watchlists.ts';
