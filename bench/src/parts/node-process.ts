/**
 * A node of its own for a benchmark, in its own process: prints one line of JSON when it serves, and stops with its
 * input. Settings come from the environment.
 */
import { readConfig, startNode } from '@jisr/node';

export interface BenchNode {
  readonly address: string;
  readonly pid: number;
  readonly key: string;
  readonly username: string;
  readonly password: string;
  readonly listFolder: string;
}

const password = 'measured by the lantern';
const node = await startNode({ config: readConfig(process.env) });
const { identity } = node.modules;
if (!(await identity.accounts.find('bench'))) {
  await identity.accounts.create({
    username: 'bench',
    name: { en: 'Bench', ar: 'قياس' },
    roles: ['watch-officer', 'list-manager', 'supervisor', 'administrator'],
    post: null,
    password,
  });
}
await identity.carriers.create({ code: 'QJ', name: { en: 'Shoreline Air', ar: 'طيران الساحل' } });
const { key } = await identity.carriers.issueKey('QJ', 'bench');
const told: BenchNode = {
  address: node.address,
  pid: process.pid,
  key,
  username: 'bench',
  password,
  listFolder: node.kernel.config.listFolder,
};
console.log(JSON.stringify(told));
process.stdin.resume();
process.stdin.on('end', () => void node.stop().then(() => process.exit(0)));
