import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API } from '@jisr/contract';
import type { Node } from '@jisr/node';
import { AIRLINES } from '../airlines.data.ts';
import type { DemoAccount } from './accounts.ts';
import { ensureLists, keepByHand } from './lists.ts';
import { takeDrafts } from './memoranda.ts';
import type { Side } from './sides.ts';
import { until } from './until.ts';
import { work } from './work.ts';
import { buildWorld, type Sending } from './world.ts';

const LIVE_EVERY_MS = 20_000;

/** What `jisr demo` tells when the console is usable. */
export interface Played {
  readonly accounts: readonly DemoAccount[];
  readonly carriers: readonly { readonly code: string; readonly key: string }[];
  /** Lets the remaining flights of the day arrive one by one; returns how to stop. */
  live(): () => void;
}

interface Memory {
  readonly hour: string;
  readonly keys: Readonly<Record<string, string>>;
}

/** A side whose officers and lists are there; its flights are yet to come. */
export interface Opened {
  /** Lets the flights arrive that are to be there when somebody looks; what is there is not brought twice. */
  fly(): Promise<Played>;
}

/**
 * Brings the invented world into a node over its real doors: accounts and keys by the node's services, lists by imports,
 * messages by the carriers' posts, decisions by officers. What is there is not brought twice.
 */
export async function openWorld(node: Node, side: Side, tell: (line: string) => void): Promise<Opened> {
  const { clock, config } = node.kernel;
  const file = join(config.dataDir, 'demo.json');
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Memory) : null;
  const now = clock.now();
  // A second start of the same day finds the same world; the next day brings new flights.
  const hour =
    before?.hour.slice(0, 10) === now.toISOString().slice(0, 10)
      ? before.hour
      : `${now.toISOString().slice(0, 13)}:00:00.000Z`;
  const world = buildWorld(side, new Date(hour));
  await ensureAccounts(node, side);
  const keys = before?.keys ?? (await issueKeys(node));
  const send = (sending: Sending) => post(node.address, keys[sending.carrier]!, sending.text);
  const fresh = before?.hour !== hour;
  if (fresh) {
    tell('watchlists · قوائم المراقبة');
    await ensureLists(node, side, world);
    if (side.whole) {
      await keepByHand(node);
      tell('memoranda · مذكرات');
      await takeDrafts(node.address, side);
    }
  }
  return {
    async fly() {
      if (fresh) {
        tell(`flights · رحلات (${world.early.length})`);
        for (const sending of world.early) await send(sending);
        await settled(node);
        if (!before && side.whole) {
          tell('officers at work · ضباط في العمل');
          await work(node.address);
        }
        writeFileSync(file, JSON.stringify({ hour, keys } satisfies Memory), { mode: 0o600 });
      }
      return {
        accounts: side.accounts,
        carriers: Object.entries(keys).map(([code, key]) => ({ code, key })),
        live: () => arrive(world.live, send),
      };
    },
  };
}

async function ensureAccounts({ modules }: Node, side: Side): Promise<void> {
  const { accounts, totp } = modules.identity;
  for (const { username, password, name, roles, post: place, language } of side.accounts) {
    if (await accounts.find(username)) continue;
    const { id } = await accounts.create(
      { username, password, name: { ...name }, roles: [...roles], post: place },
      { language },
    );
    // So that a newcomer can approve: the console of a demonstration fills in the code of the moment.
    await totp.enrolForDemonstration(id);
  }
}

async function issueKeys({ modules }: Node): Promise<Record<string, string>> {
  const keys: Record<string, string> = {};
  for (const { code, name } of AIRLINES) {
    await modules.identity.carriers.create({ code, name: { ...name } });
    keys[code] = (await modules.identity.carriers.issueKey(code, 'demonstration')).key;
  }
  return keys;
}

async function post(address: string, key: string, text: string): Promise<void> {
  const answer = await fetch(address + API.sendMessage.path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/edifact' },
    body: text,
  });
  // 422 is the file that nobody can read: it belongs to the world.
  if (!answer.ok && answer.status !== 422)
    throw new Error(`a carrier's message was answered with ${answer.status}`);
}

async function settled({ modules }: Node): Promise<void> {
  await until(async () => (await modules.travellers.readBoard()).unscreened === 0);
}

function arrive(sendings: readonly Sending[], send: (sending: Sending) => Promise<void>): () => void {
  const left = [...sendings];
  const timer = setInterval(() => {
    const next = left.shift();
    if (!next) return clearInterval(timer);
    send(next).catch(() => clearInterval(timer));
  }, LIVE_EVERY_MS);
  return () => clearInterval(timer);
}
