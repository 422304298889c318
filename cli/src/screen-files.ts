import { EXIT } from './failure.ts';
import { faultLine, type Output } from './output.ts';
import { type ScreenOptions, screen } from './screen.ts';

/**
 * `jisr screen`: hits on standard output, what is wrong with the files on standard error.
 *
 * @returns 0, or 2 where a line could not be used; the others are answered.
 * @example
 * await screenFiles({ list: ['list.tsv'], queries: 'queries.tsv', top: 50, evidence: 'name', threads: 1 }, createOutput(false));
 */
export async function screenFiles(
  options: Pick<ScreenOptions, 'list' | 'queries' | 'top' | 'evidence' | 'threads'>,
  out: Output,
): Promise<0 | 2> {
  const lost = await screen({
    ...options,
    write: (line) => void process.stdout.write(`${line}\n`),
    tell: (fault) => out.note(faultLine(fault, out.json)),
    progress: (done, total) => out.progress('screening', done, total),
  });
  if (lost === 0) return EXIT.good;
  out.note(
    out.json
      ? JSON.stringify({ code: 'SCREEN_LINES_LOST', lost })
      : `Lines that could not be used: ${lost}.\nأسطر تعذّر استعمالها: ${lost}.\n(SCREEN_LINES_LOST)`,
  );
  return EXIT.unreadable;
}
