import { type Config, type Node, readConfig, startNode } from '@jisr/node';
import { failure } from './failure.ts';
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
  await untilStopped(node);
  await node.stop();
}

/**
 * Resolves at SIGINT or SIGTERM; a second one ends the process at once.
 *
 * @throws Failure `DATABASE_LOST` when the node cannot go on: whoever watches over it starts it again
 */
export function untilStopped(node: Pick<Node, 'lost'>): Promise<void> {
  return new Promise((resolve, reject) => {
    void node.lost.then(() =>
      reject(
        failure('DATABASE_LOST', {
          en: 'The database in the data folder has ended or its disk is full. What was accepted is kept. Make room and start again.',
          ar: 'توقفت قاعدة البيانات في مجلد البيانات أو امتلأ قرصها. ما قُبل محفوظ. أفسح مساحة ثم أعد التشغيل.',
        }),
      ),
    );
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
