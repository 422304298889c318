import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Desk } from './bridge-desk.ts';
import type { Answered } from './bridge-words.ts';
import { agree, pair } from './ceremony.ts';

const CODES = ['BHR', 'USA'] as const;
type Code = (typeof CODES)[number];

/** One node of the bridge, in another process. */
export interface BridgeNode {
  readonly code: Code;
  readonly address: string;
  /** Has the desk of the node do something (see `bridge-desk.ts`). */
  order<Name extends keyof Desk>(
    name: Name,
    given?: Parameters<Desk[Name]>[0],
  ): Promise<Awaited<ReturnType<Desk[Name]>>>;
  /** Resident memory, bytes. */
  memory(): number;
  stop(): Promise<void>;
}

/** How a node of a bridge is started, where the defaults do not do. */
export interface Place {
  readonly settings?: Readonly<Record<string, string>>;
  /** What stands before the command, as `ip netns exec NAME`. */
  readonly within?: readonly string[];
}

/** Two nodes, paired, with the memorandum on borders in force. */
export interface Bridge {
  readonly BHR: BridgeNode;
  readonly USA: BridgeNode;
  /** Both clocks go on by hours; at each both try the link, if the pauses after earlier failures are over. */
  pass(hours: number): Promise<void>;
  /** Until nothing waits on either side. */
  untilDelivered(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts two nodes as two processes, pairs them and puts the memorandum on borders in force: over their HTTP interfaces, by
 * people with passkeys, two for each step.
 *
 * @example
 * const bridge = await openBridge({ BHR: {}, USA: {} });
 * await bridge.BHR.order('queue', { count: 100 });
 * await bridge.stop();
 */
export async function openBridge(places: Readonly<Record<Code, Place>>): Promise<Bridge> {
  const folder = mkdtempSync(join(tmpdir(), 'jisr-bridge-'));
  const start = async (code: Code) => {
    const port = String(await freePort());
    const { settings, within = [] } = places[code];
    return startSide(code, within, {
      JISR_DATA_DIR: join(folder, code),
      JISR_EXCHANGE_PORT: port,
      JISR_EXCHANGE_URL: `https://127.0.0.1:${port}`,
      ...settings,
    });
  };
  const [bahrain, america] = await Promise.all([start('BHR'), start('USA')]);
  const stop = async () => {
    await Promise.all([bahrain.stop(), america.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await pair(bahrain.address, america.address);
    await agree(bahrain.address, america.address);
  } catch (error) {
    await stop();
    throw error;
  }
  return { BHR: bahrain, USA: america, stop, ...timesOf([bahrain, america]) };
}

function timesOf(both: readonly BridgeNode[]): Pick<Bridge, 'pass' | 'untilDelivered'> {
  const each = <T>(work: (node: BridgeNode) => Promise<T>): Promise<T[]> => Promise.all(both.map(work));
  return {
    async pass(hours) {
      for (let hour = 0; hour < hours; hour += 1) {
        // First the clocks of both: a message from an hour ahead is refused.
        await each((node) => node.order('advance', { hours: 1 }));
        await each((node) => node.order('push'));
      }
    },
    async untilDelivered() {
      while ((await each((node) => node.order('standing'))).some(({ waiting }) => waiting > 0))
        await new Promise((resolve) => setTimeout(resolve, 250));
    },
  };
}

async function startSide(
  code: Code,
  within: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<BridgeNode> {
  const script = fileURLToPath(new URL('./bridge-process.ts', import.meta.url));
  const [command, ...rest] = [...within, process.execPath, '--import', 'tsx', script];
  const child = spawn(command!, rest, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      JISR_PORT: '0',
      JISR_LOG_LEVEL: 'error',
      JISR_COUNTRY: code,
      JISR_REQUESTS_PER_MINUTE: '10000000',
      JISR_SIGN_INS_PER_MINUTE: '10000',
      JISR_EXCHANGE_REQUESTS_PER_MINUTE: '10000000',
      ...settings,
    },
  });
  const orders = ordersTo(child);
  const address = await orders.first;
  const ended = once(child, 'exit');
  return {
    code,
    address,
    order: (name, given) => orders.order(name, given) as never,
    memory: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) * 1024,
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}

function ordersTo(child: ChildProcess) {
  const open = new Map<number, { done(value: unknown): void; fail(error: Error): void }>();
  const wait = (number: number) =>
    new Promise<unknown>((done, fail) => {
      open.set(number, { done, fail });
    });
  child.on('message', ({ number, result, error }: Answered) => {
    if (error === undefined) open.get(number)?.done(result);
    else open.get(number)?.fail(new Error(error));
    open.delete(number);
  });
  child.once('exit', (code) => {
    for (const { fail } of open.values()) fail(new Error(`the node ended with ${code}`));
  });
  let last = 0;
  return {
    first: wait(0) as Promise<string>,
    order(name: string, given: unknown): Promise<unknown> {
      last += 1;
      const answer = wait(last);
      child.send({ number: last, name, given });
      return answer;
    },
  };
}

/** A port that nothing listens on now: a node's public address must be known before it listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
