import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Answer, EngineKind } from './engine.ts';
import { loadFolding } from './packages.ts';

/** Debian's own interpreter: another one on the path has no package of Debian's. */
const python = '/usr/bin/python3';
const script = fileURLToPath(new URL('../../src/baselines/levenshtein.py', import.meta.url));

async function missing(): Promise<string | null> {
  const { status } = spawnSync(python, ['-c', 'import Levenshtein'], { stdio: 'ignore' });
  return status === 0 ? null : 'apt-get install --no-install-recommends python3-levenshtein';
}

/** A Python process that is asked in lines of JSON. */
function startPython(measure: string) {
  const child = spawn(python, [script, measure], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask<T>(question: unknown): Promise<T> {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${python} ended before it answered`);
      return JSON.parse(value as string) as T;
    },
    async end() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

const measured = (key: string, short: string, what: string): EngineKind => ({
  key,
  short,
  what: `python3-levenshtein: ${what}`,
  missing,
  async create() {
    const fold = await loadFolding();
    const process = startPython(key);
    let bytes = 0;
    let cpu = 0;
    return {
      async prepare(names) {
        ({ bytes } = await process.ask<{ bytes: number }>({ names: names.map(fold) }));
      },
      async query(name, top) {
        const answer = await process.ask<{ hits: Answer[]; cpu: number }>({ name: fold(name), top });
        cpu = answer.cpu;
        return answer.hits;
      },
      outside: { bytes: async () => bytes, cpuSeconds: () => cpu },
      close: () => process.end(),
    };
  },
});

export const jaroWinkler = measured('jaro-winkler', 'JW', 'Jaro-Winkler of the whole name');
export const tokenSort = measured('token-sort', 'sort', 'edit ratio of the parts in alphabetical order');
