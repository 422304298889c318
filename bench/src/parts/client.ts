import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BenchNode } from './node-process.ts';

/** The answer to a post. */
export interface Posted {
  readonly status: number;
  readonly body: { readonly messages: readonly { readonly id: string }[] };
}

/** A node in another process, and a signed-in caller of it. */
export interface Bench extends BenchNode {
  call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>;
  /** Posts a message with the carrier's key; the status of the answer. */
  post(message: string): Promise<Posted>;
  /** How many answers the carrier has been given. */
  answered(): Promise<number>;
  /** Resident memory of the node's process, bytes. */
  memory(): number;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a node with these settings (`JISR_…`) and signs in. */
export async function startBench(settings: Readonly<Record<string, string>>): Promise<Bench> {
  const script = fileURLToPath(new URL('./node-process.ts', import.meta.url));
  const environment = {
    ...process.env,
    JISR_PORT: '0',
    JISR_LOG_LEVEL: 'error',
    JISR_REQUESTS_PER_MINUTE: '10000000',
    ...settings,
  };
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: environment,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const node = await told(child);
  const session = await fetch(`${node.address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: node.username, password: node.password }),
  });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    ...node,
    async call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(node.address + path, {
        method,
        headers: { cookie, 'x-jisr-csrf': csrfToken, 'content-type': 'application/json' },
        ...sent,
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    async post(message) {
      const answer = await fetch(`${node.address}/api/v1/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${node.key}`, 'content-type': 'application/edifact' },
        body: message,
      });
      return { status: answer.status, body: (await answer.json()) as Posted['body'] };
    },
    async answered() {
      let count = 0;
      for (let after = ''; ; ) {
        const answer = await fetch(`${node.address}/api/v1/answers?limit=500${after}`, {
          headers: { authorization: `Bearer ${node.key}` },
        });
        const page = (await answer.json()) as { items: unknown[]; next: string | null };
        count += page.items.length;
        if (page.next === null || page.items.length === 0) return count;
        after = `&after=${encodeURIComponent(page.next)}`;
      }
    },
    memory: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${node.pid}/status`, 'utf8'))?.[1] ?? 0) * 1024,
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
    async stop() {
      child.stdin?.end();
      await ended;
    },
  };
}

function told(child: ChildProcess): Promise<BenchNode> {
  let out = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      out += chunk;
      if (out.includes('\n')) resolve(JSON.parse(out.slice(0, out.indexOf('\n'))) as BenchNode);
    });
    child.once('exit', (code) => reject(new Error(`the node ended with ${code}`)));
  });
}

/** Waits until a question is answered with something, asking every few milliseconds. */
export async function until<T>(ask: () => Promise<T | null>, within: number, every = 20): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > end) throw new Error(`nothing after ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
