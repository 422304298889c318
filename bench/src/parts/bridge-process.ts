/**
 * One of two nodes for a benchmark of the bridge, in a process of its own: settings come from the environment, orders from
 * the process that started it. Its clock can be moved; everything else is a node as it is installed.
 */
import { type Node, readConfig, startNode, systemClock } from '@jisr/node';
import { openDesk } from './bridge-desk.ts';
import { type Answered, type MovedClock, type Order, PASSWORD, PEOPLE } from './bridge-words.ts';

function movedClock(): MovedClock {
  let ahead = 0;
  const now = () => new Date(systemClock.now().getTime() + ahead);
  return {
    now,
    nowIso: () => now().toISOString(),
    advance: (ms) => {
      ahead += ms;
    },
  };
}

async function takeOn(node: Node): Promise<void> {
  for (const [username, roles] of Object.entries(PEOPLE)) {
    if (await node.modules.identity.accounts.find(username)) continue;
    const name = { en: `Bench ${username}`, ar: `قياس ${username}` };
    const entry = { username, name, roles: [...roles], post: null, password: PASSWORD };
    await node.modules.identity.accounts.create(entry);
  }
}

async function main(): Promise<void> {
  const clock = movedClock();
  let started: Node | undefined;
  // Whoever started it may be gone before it serves.
  process.on('disconnect', () => void Promise.resolve(started?.stop()).then(() => process.exit(0)));
  const node = await startNode({ config: readConfig(process.env), clock });
  started = node;
  await takeOn(node);
  const desk = openDesk(node, clock);
  process.on('message', async ({ number, name, given }: Order) => {
    const answer = (said: Omit<Answered, 'number'>) =>
      process.connected && process.send!({ number, ...said });
    try {
      answer({ result: await desk[name as keyof typeof desk](given as never) });
    } catch (error) {
      answer({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.send!({ number: 0, result: node.address });
}

await main();
