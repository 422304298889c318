/** The node as the command line, the demonstration and the benchmarks start it. */

export { openAccounts } from './accounts.ts';
export { fixedClock, systemClock } from './kernel/clock.ts';
export { type Config, ConfigSchema, readConfig, variableOf } from './kernel/config.ts';
export { lockDirectory } from './kernel/db/lock.ts';
export { seededRandom } from './kernel/ids.ts';
export { type Node, type NodeOptions, startNode } from './node.ts';
export { VERSION } from './version.ts';
