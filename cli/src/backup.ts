import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lockDirectory, readConfig, VERSION } from '@jisr/node';
import { readArchive, refuseOccupied, writeArchive } from './archive.ts';
import { EXIT, type Exit, failure } from './failure.ts';
import type { Output } from './output.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** `jisr backup`: the data folder of a stopped node in one file. A PostgreSQL database is pg_dump's to save. */
export async function backup(file: string, environment: Environment, now: Date, out: Output): Promise<Exit> {
  const config = readConfig(environment);
  if (!existsSync(config.dataDir))
    throw failure('DATA_MISSING', {
      en: `There is no data folder ${config.dataDir}.`,
      ar: `لا يوجد مجلد بيانات ${config.dataDir}.`,
    });
  // The node's own lock: a running node refuses, and none can start meanwhile.
  const unlock = await lockDirectory(join(config.dataDir, 'database'));
  const files = await Promise.resolve(
    writeArchive(config.dataDir, file, { jisr: VERSION, takenAt: now.toISOString() }),
  ).finally(unlock);
  if (config.databaseUrl)
    out.note(
      `The database is on a server: pg_dump --format=custom --file=jisr.dump "${config.databaseUrl.replace(/:[^:@/]*@/, ':…@')}"`,
    );
  out.result(`${file}: ${files} files`, { file, files });
  return EXIT.good;
}

/** `jisr restore`: everything of a backup, checked first, or nothing. */
export async function restore(
  file: string,
  environment: Environment,
  force: boolean,
  out: Output,
): Promise<Exit> {
  const config = readConfig(environment);
  refuseOccupied(config.dataDir, force);
  const unlock = await lockDirectory(join(config.dataDir, 'database'));
  const manifest = await Promise.resolve()
    .then(() => readArchive(file, config.dataDir, true))
    .finally(unlock);
  const files = Object.keys(manifest.files).length;
  out.result(`${config.dataDir}: ${files} files of ${manifest.takenAt}`, {
    dataDir: config.dataDir,
    files,
    takenAt: manifest.takenAt,
  });
  return EXIT.good;
}
