/** The demonstration: an invented world of one day, brought into a node over its real doors. */
export { playBridge } from './bridge/play.ts';
export type { DemoAccount } from './day/accounts.ts';
export { type Opened, openWorld, type Played } from './day/play.ts';
export { BAHRAIN_SIDE, type Side, WASHINGTON_SIDE } from './day/sides.ts';
export { buildWorld, type World } from './day/world.ts';
