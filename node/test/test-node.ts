import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@jisr/contract';
import { type FixedClock, fixedClock } from '../src/kernel/clock.ts';
import { type Config, readConfig } from '../src/kernel/config.ts';
import type { Database } from '../src/kernel/db/types.ts';
import { SESSION_COOKIE } from '../src/kernel/http-settings.ts';
import { createLog } from '../src/kernel/log.ts';
import type { Carry } from '../src/modules/exchange/index.ts';
import { type Node, startNode } from '../src/node.ts';
import { openTestPglite } from './databases.ts';

const PASSWORD = 'a lantern by the shore';
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface TestAnswer {
  readonly status: number;
  /** The parsed JSON body, or the text where it is none. */
  readonly body: unknown;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Sends requests as one caller: an officer with session and protection token, or a carrier with a key. */
export type Send = (
  method: Method,
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<TestAnswer>;

export interface TestNode extends Node {
  readonly clock: FixedClock;
  /** Every line that was logged. */
  readonly logged: string[];
  readonly folder: string;
  /** Creates an officer with these roles and signs in. */
  officer(
    roles: readonly Role[],
    post?: string,
  ): Promise<{ readonly id: string; readonly username: string; readonly send: Send }>;
  carrier(code: string): Promise<{ readonly key: string; readonly send: Send }>;
  readonly anonymous: Send;
  /** Runs all jobs that are due. */
  settle(): Promise<void>;
}

/**
 * A whole node for a test: every module, a database of its own, a clock that stands still, no port and no timer.
 *
 * @example
 * const node = await openTestNode();
 * const watch = await node.officer(['watch-officer']);
 * await watch.send('GET', '/api/v1/hits');
 * await node.stop();
 */
export async function openTestNode(
  options: { database?: Database; now?: string; settings?: Record<string, string>; carry?: Carry } = {},
): Promise<TestNode> {
  const folder = mkdtempSync(join(tmpdir(), 'jisr-node-'));
  const logged: string[] = [];
  const clock = fixedClock(options.now ?? '2026-03-01T08:00:00Z');
  const config: Config = readConfig({
    JISR_CONFIG: undefined,
    JISR_DATA_DIR: folder,
    JISR_SCREENING_WORKERS: '1',
    JISR_SIGN_INS_PER_MINUTE: '10000',
    ...options.settings,
  });
  const database = options.database ?? (await openTestPglite());
  const log = createLog({ logLevel: 'debug' }, (line) => logged.push(line));
  const carry = options.carry ? { carry: options.carry } : {};
  const node = await startNode({ config, clock, log, database, running: false, ...carry });
  let made = 0;

  const send = async (
    method: Method,
    url: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<TestAnswer> => {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const payload = body === undefined ? {} : { payload: raw ? Buffer.from(body) : JSON.stringify(body) };
    const type =
      body === undefined ? {} : { 'content-type': raw ? 'application/octet-stream' : 'application/json' };
    const answer = await node.http.app.inject({ method, url, headers: { ...type, ...headers }, ...payload });
    const json = String(answer.headers['content-type'] ?? '').includes('json');
    return {
      status: answer.statusCode,
      body: json && answer.body ? JSON.parse(answer.body) : answer.body,
      text: answer.body,
      headers: answer.headers,
    };
  };

  return {
    ...node,
    clock,
    logged,
    folder,
    anonymous: (method, url, body, headers = {}) => send(method, url, body, headers),
    async officer(roles, post) {
      made += 1;
      const username = `officer${made}`;
      const entry = {
        username,
        name: { en: `Officer ${made}`, ar: `ضابط ${made}` },
        roles: [...roles],
        post: post ?? null,
        password: PASSWORD,
      };
      const account = await node.modules.identity.accounts.create(entry);
      const { token, answer } = await node.modules.identity.sessions.signIn(username, PASSWORD);
      const own = { cookie: `${SESSION_COOKIE}=${token}`, 'x-jisr-csrf': answer.csrfToken };
      return {
        id: account.id,
        username,
        send: (method, url, body, headers = {}) => send(method, url, body, { ...own, ...headers }),
      };
    },
    async carrier(code) {
      await node.modules.identity.carriers.create({
        code,
        name: { en: `Carrier ${code}`, ar: `ناقل ${code}` },
      });
      const { key } = await node.modules.identity.carriers.issueKey(code, 'test');
      return {
        key,
        send: (method, url, body, headers = {}) =>
          send(method, url, body, { authorization: `Bearer ${key}`, ...headers }),
      };
    },
    settle: () => node.jobs.drain(),
    async stop() {
      await node.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
