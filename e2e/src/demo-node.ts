import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One country of what `jisr demo --json` prints when the consoles are usable. */
export interface DemoSide {
  readonly address: string;
  readonly accounts: readonly {
    readonly username: string;
    readonly password: string;
    readonly roles: readonly string[];
  }[];
  readonly carriers: readonly { readonly code: string; readonly key: string }[];
}

export interface DemoNode extends DemoSide {
  /** The other country, unless the first runs alone. */
  readonly peer?: DemoSide;
  stop(): Promise<void>;
}

/**
 * Starts the built command line as a user would, with the demonstration world, on free ports and in an empty folder.
 *
 * @param options.both the partner's node too, paired; otherwise one country alone
 */
export async function startDemo({ both = false } = {}): Promise<DemoNode> {
  const folder = mkdtempSync(join(tmpdir(), 'jisr-e2e-'));
  const args = [join(root, 'dist/jisr.js'), 'demo', '--json', '--no-live', '--port', '0', '--data', folder];
  const child = spawn(process.execPath, both ? args : [...args, '--alone'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = await firstDocument(child);
  return {
    ...printed,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function firstDocument(child: ChildProcess): Promise<Omit<DemoNode, 'stop'>> {
  let out = '';
  let errors = '';
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk) => {
      errors = (errors + chunk).slice(-4000);
    });
    child.stdout?.on('data', (chunk) => {
      out += chunk;
      if (out.includes('\n')) resolve(JSON.parse(out.slice(0, out.indexOf('\n'))));
    });
    child.once('exit', (code) => reject(new Error(`jisr demo ended with ${code}: ${errors}`)));
  });
}
