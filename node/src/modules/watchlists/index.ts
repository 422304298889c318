/** The door of the watchlists module; others import nothing else of it. */
export type * from './types.ts';
export { CHANGES_TOLD_ONE_BY_ONE } from './types.ts';
