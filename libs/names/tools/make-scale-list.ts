/**
 * Writes a list of any size for measuring speed: synthetic names from the ordinary background and the families of
 * spellings, with romanisation noise, so that the vocabulary grows as a real list's does. Deterministic.
 * Run: npx tsx libs/names/tools/make-scale-list.ts 1000000 out.tsv [list.tsv to begin with]
 */
import { createWriteStream, readFileSync } from 'node:fs';
import { familyTable } from '../src/family-table.ts';

const [count = '100000', out = 'scale.tsv', real] = process.argv.slice(2);
let state = 0x9e3779b9;
const random = (): number => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 2 ** 32;
};
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
/** Names are not equally common: the first of a list are picked more often. */
const pickRanked = (items: readonly string[]): string => items[Math.floor(random() ** 2.2 * items.length)]!;

const ordinary = new Map<string, string[]>();
for (const line of readFileSync(new URL('./ordinary-names.txt', import.meta.url), 'utf8').split('\n')) {
  const found = /^(\S+) \d+: (.+)$/.exec(line);
  if (found !== null) ordinary.set(found[1]!, found[2]!.split(' '));
}
const arabicGiven = familyTable
  .split('\n')
  .flatMap((line) => line.split(' ').filter((form) => /^[a-z]{3,}$/.test(form)))
  .concat(ordinary.get('arabic-given')!);
const arabicFamily = ordinary.get('arabic-family')!;
const arabicScript = ordinary.get('arabic-script')!;
const others = [...ordinary.keys()].filter((key) => !key.startsWith('arabic'));

const title = (name: string): string => name[0]!.toUpperCase() + name.slice(1);
const endings = [
  'i',
  'a',
  'ov',
  'son',
  'ez',
  'ani',
  'wi',
  'zadeh',
  'pour',
  'khan',
  'uddin',
  'oglu',
  'sky',
  'ski',
  'escu',
  'idis',
  'ullah',
  'eh',
  'y',
  'er',
];
const noise = (name: string): string => {
  const kind = Math.floor(random() * 6);
  if (kind === 0) return name.replace(/u/, 'o');
  if (kind === 1) return name.replace(/i/, 'ee');
  if (kind === 2) return name.replace(/([bdlmnrst])/, '$1$1');
  if (kind === 3) return name.replace(/a/, 'e');
  const at = 1 + Math.floor(random() * (name.length - 1));
  return kind === 4 ? name.slice(0, at) + pick([...'aeioulmnrstkbd']) + name.slice(at) : name + pick(endings);
};
const vary = (name: string, share: number): string =>
  random() < share ? noise(random() < 0.3 ? noise(name) : name) : name;

const makeName = (): string => {
  const r = random();
  if (r < 0.35) {
    const given = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
      title(vary(pickRanked(arabicGiven), 0.3)),
    );
    return [...given, `${random() < 0.5 ? 'Al-' : ''}${title(vary(pickRanked(arabicFamily), 0.4))}`].join(
      ' ',
    );
  }
  if (r < 0.42)
    return Array.from({ length: 2 + Math.floor(random() * 2) }, () => pickRanked(arabicScript)).join(' ');
  const names = ordinary.get(pick(others))!;
  return Array.from({ length: random() < 0.4 ? 3 : 2 }, () => title(vary(pickRanked(names), 0.25))).join(' ');
};

const two = (n: number): string => String(n).padStart(2, '0');
const makeDate = (): string =>
  `${1940 + Math.floor(random() * 66)}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`;

const head = 'listId\tcluster\tsource\tname\tdob\tnationality\tgender\tlang';
const first =
  real === undefined
    ? []
    : readFileSync(real, 'utf8')
        .split('\n')
        .slice(1)
        .filter((line) => line !== '');
const stream = createWriteStream(out);
stream.write(`${[head, ...first].join('\n')}\n`);
for (let i = first.length; i < Number(count); i += 10_000) {
  const lines = Array.from({ length: Math.min(10_000, Number(count) - i) }, (_, j) => {
    const name = makeName();
    return `Z:${i + j}\tZ:${i + j}\tSYNTHETIC\t${name}\t${makeDate()}\t\t\t${/[A-Za-z]/.test(name) ? 'xx' : 'ar'}`;
  });
  stream.write(`${lines.join('\n')}\n`);
}
stream.end();
