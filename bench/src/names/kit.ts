import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Where the evaluation kit is, beside the project. (The path holds for the source and for the bundle.) */
export const kitFolder = fileURLToPath(new URL('../../../../shared/bench-names/', import.meta.url));
export const kitIsHere = (): boolean => existsSync(kitFolder);

export type Row = Readonly<Record<string, string>>;

/** A table of tab-separated columns with a line of heads, as the kit has them. */
export function readRows(text: string): Row[] {
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

export const readTable = (file: string): Row[] => readRows(readFileSync(file, 'utf8'));

/** The first so many names of a list; its fourth column has them. */
export async function readNames(file: string, count: number): Promise<string[]> {
  const names: string[] = [];
  let line = -1;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line += 1;
    if (line > 0) names.push(text.split('\t')[3] ?? '');
    if (names.length === count) return names;
  }
  throw new Error(`${count} names were asked for and the list has ${names.length}`);
}

/** Coprime to any number of queries that is not a multiple of it. */
const stride = 7919;

/** The same items in an order that mixes what stands together; always the same order. */
export function mixed<T>(items: readonly T[]): T[] {
  if (items.length % stride === 0) return [...items];
  return items.map((_, at) => items[(at * stride) % items.length]!);
}
