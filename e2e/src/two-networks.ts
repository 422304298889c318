import { execFileSync } from 'node:child_process';

/** Where a node runs when it has a network of its own. */
export interface OwnNetwork {
  /** What stands before a command to run it there. */
  readonly within: readonly string[];
  /** Its address on the link to the other network. */
  readonly link: string;
  /** Its address on a line to this machine, on which people reach its console. */
  readonly desk: string;
}

/** Two networks with one link between them. */
export interface TwoNetworks {
  readonly one: OwnNetwork;
  readonly other: OwnNetwork;
  /** Takes the link down: what was sent over it is lost without a word. */
  cut(): void;
  restore(): void;
  /** Ends what still runs there, and removes both. */
  remove(): void;
}

const ip = (...args: string[]): string =>
  execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const NAME = /^jisr-(\d+)-(one|other)\b/;
const nameOf = (end: 'one' | 'other'): string => `jisr-${process.pid}-${end}`;

/**
 * Why networks of one's own cannot be made here; null when they can.
 *
 * @example
 * describe.skipIf(noNetworks !== null)('…', () => undefined);
 */
export const noNetworks: string | null = reasonAgainst();

function reasonAgainst(): string | null {
  if (process.platform !== 'linux') return 'not Linux';
  if (process.getuid?.() !== 0) return 'not root';
  try {
    ip('netns', 'add', nameOf('one'));
    ip('netns', 'delete', nameOf('one'));
    return null;
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: string };
    return code === 'ENOENT' ? 'no command ip (iproute2)' : (stderr ?? String(error)).trim();
  }
}

/**
 * Makes two networks (namespaces of the kernel), a link between them, and a line from each to this machine.
 *
 * @example
 * const networks = layNetworks();
 * try { networks.cut(); } finally { networks.remove(); }
 */
export function layNetworks(): TwoNetworks {
  removeLeftovers();
  const [one, other] = [nameOf('one'), nameOf('other')];
  // Addresses for tests of networks (RFC 2544); the link is seen by the two alone, the lines by this machine too.
  const desks = `198.18.${process.pid % 256}`;
  const made = {
    one: place(one, '198.19.0.1', `${desks}.2`),
    other: place(other, '198.19.0.2', `${desks}.6`),
  };
  try {
    for (const name of [one, other]) ip('netns', 'add', name);
    ip('link', 'add', 'wire', 'netns', one, 'type', 'veth', 'peer', 'name', 'wire', 'netns', other);
    for (const [at, name] of [one, other].entries()) {
      const line = `jisr${process.pid}-${at}`;
      ip('link', 'add', line, 'type', 'veth', 'peer', 'name', 'desk', 'netns', name);
      ip('addr', 'add', `${desks}.${at * 4 + 1}/30`, 'dev', line);
      ip('link', 'set', line, 'up');
      ip('-n', name, 'addr', 'add', `${desks}.${at * 4 + 2}/30`, 'dev', 'desk');
      ip('-n', name, 'addr', 'add', `198.19.0.${at + 1}/24`, 'dev', 'wire');
      for (const device of ['lo', 'desk', 'wire']) ip('-n', name, 'link', 'set', device, 'up');
    }
  } catch (error) {
    removeNetworks([one, other]);
    throw error;
  }
  const setLink = (state: 'up' | 'down') => {
    for (const name of [one, other]) ip('-n', name, 'link', 'set', 'wire', state);
  };
  return {
    ...made,
    cut: () => setLink('down'),
    restore: () => setLink('up'),
    remove: () => removeNetworks([one, other]),
  };
}

const place = (name: string, link: string, desk: string): OwnNetwork => ({
  within: ['ip', 'netns', 'exec', name],
  link,
  desk,
});

const existing = (): string[] => ip('netns', 'list').split('\n').filter(Boolean);

/** The line to this machine goes with its network. */
function removeNetworks(names: readonly string[]): void {
  for (const name of names) {
    if (!existing().some((line) => line.split(' ')[0] === name)) continue;
    for (const id of ip('netns', 'pids', name).split('\n').filter(Boolean))
      process.kill(Number(id), 'SIGKILL');
    ip('netns', 'delete', name);
  }
}

/** Networks of a run that was killed before it could remove them. */
function removeLeftovers(): void {
  for (const line of existing()) {
    const [, owner] = NAME.exec(line) ?? [];
    if (owner !== undefined && !isAlive(Number(owner))) removeNetworks([line.split(' ')[0]!]);
  }
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
