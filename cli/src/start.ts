import { type Config, type Node, readConfig, startNode } from '@jisr/node';
import type { Output } from './output.ts';

const STEPS: Readonly<Record<string, string>> = {
  database: 'opening the database · فتح قاعدة البيانات',
  migrations: 'bringing it up to date · تحديثها',
  lists: 'loading the watchlists · تحميل قوائم المراقبة',
  listening: 'ready · جاهز',
};

/** Starts a node with progress on standard error. */
export async function startQuietly(config: Config, out: Output): Promise<Node> {
  return startNode({ config, step: (name) => (out.json ? undefined : out.note(`› ${STEPS[name] ?? name}`)) });
}

/** `jisr start`: a node from its configuration, until it is told to stop. */
export async function start(
  environment: Readonly<Record<string, string | undefined>>,
  out: Output,
): Promise<void> {
  const config = readConfig(environment);
  const node = await startQuietly(config, out);
  out.result(`Jisr · جسر  ${node.address}`, { address: node.address, dataDir: config.dataDir });
  await untilStopped();
  await node.stop();
}

/** Resolves at SIGINT or SIGTERM; a second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(1);
      asked = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
