import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXIT, type Exit, failure } from './failure.ts';
import type { Output } from './output.ts';

/** `jisr bench NAME`: one benchmark of a source tree; `jisr bench list` names them. */
export function bench(name: string, rest: readonly string[], out: Output): Exit {
  const folder = fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? '../../bench/src/' : '../bench/src/', import.meta.url),
  );
  if (!existsSync(folder))
    throw failure('BENCH_MISSING', {
      en: 'Benchmarks run in a source tree.',
      ar: 'تعمل القياسات داخل شجرة المصدر.',
    });
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
  if (name === 'list') {
    out.result(names.join('\n'), names);
    return EXIT.good;
  }
  if (!names.includes(name))
    throw failure('BENCH_UNKNOWN', {
      en: `There is no benchmark ${name}: ${names.join(', ')}.`,
      ar: `لا يوجد قياس باسم ${name}: ${names.join('، ')}.`,
    });
  return spawnSync(process.execPath, ['--import', 'tsx', `${folder}${name}.ts`, ...rest], {
    stdio: 'inherit',
  }).status === 0
    ? EXIT.good
    : EXIT.failed;
}
