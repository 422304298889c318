import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bench, until } from './client.ts';
import { writeScaleList } from './scale-list.ts';

/** The synthetic list in the node's list folder. */
export const SCALE_FILE = 'scale.jsonl';
const REAL = fileURLToPath(new URL('../../../../shared/data/lists/', import.meta.url));

/**
 * Loads the real lists, where they are beside the project, and so many synthetic names (none for 0); returns how long
 * each took from the request until travellers are screened against it.
 */
export async function loadLists(on: Bench, names: number): Promise<Record<string, number>> {
  mkdirSync(on.listFolder, { recursive: true });
  const wanted: [string, string, string[]][] = [];
  if (names > 0) {
    await writeScaleList(join(on.listFolder, SCALE_FILE), names);
    wanted.push(['SCALE', 'ftm-jsonl', [SCALE_FILE]]);
  }
  if (existsSync(REAL)) {
    const ofac = ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv'];
    for (const file of [...ofac, 'UN_consolidated.xml'])
      copyFileSync(join(REAL, file), join(on.listFolder, file));
    wanted.push(['OFAC', 'ofac-sdn', ofac], ['UN', 'un-consolidated', ['UN_consolidated.xml']]);
  }
  const times: Record<string, number> = {};
  for (const [code, format, paths] of wanted) {
    const started = performance.now();
    const list = await on.call<{ id: string }>('POST', '/api/v1/watchlists', {
      code,
      name: { en: code, ar: code },
      owner: 'bench',
      format,
      instruction: 'refer',
      legalBasis: 'measurement',
    });
    await on.call('POST', `/api/v1/watchlists/${list.id}/imports`, { source: { paths } });
    await until(
      async () => {
        const { items } = await on.call<{ items: { id: string; live: boolean; active: number }[] }>(
          'GET',
          '/api/v1/watchlists',
        );
        const own = items.find((item) => item.id === list.id);
        return own?.live && own.active > 0 ? own : null;
      },
      900_000,
      250,
    );
    times[`${code} seconds to live`] = Math.round((performance.now() - started) / 100) / 10;
  }
  return times;
}
