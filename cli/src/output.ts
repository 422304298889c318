import { failureOf } from './failure.ts';
import type { RowFault } from './screen-table.ts';

/** Where a command writes: results to standard output, everything else to standard error. */
export interface Output {
  readonly json: boolean;
  result(human: string, machine: unknown): void;
  note(line: string): void;
  /** A line that is drawn over on a terminal and printed now and then elsewhere. */
  progress(label: string, done: number, total: number): void;
}

export function createOutput(json: boolean): Output {
  let drawn = 0;
  const terminal = process.stderr.isTTY === true;
  return {
    json,
    result: (human, machine) => void process.stdout.write(`${json ? JSON.stringify(machine) : human}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
    progress(label, done, total) {
      const share = total > 0 ? Math.floor((done / total) * 100) : 100;
      if (json || share === drawn || (!terminal && share % 10 !== 0)) return;
      drawn = share;
      const filled = Math.round(share / 5);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(20 - filled)}`;
      process.stderr.write(
        terminal ? `\r${label} ${bar} ${share}%${share === 100 ? '\n' : ''}` : `${label} ${share}%\n`,
      );
    },
  };
}

/** What a command tells of one line of a file: its place, both languages and the code, or JSON. */
export function faultLine(fault: RowFault, json: boolean): string {
  const { code, file, line, text } = fault;
  return json
    ? JSON.stringify({ code, file, line, message: text })
    : `${file}:${line}: ${text.en}\n${file}:${line}: ${text.ar}\n(${code})`;
}

/** Tells a failure in both languages, or as JSON, and gives its exit code. */
export function tellFailure(error: unknown, json: boolean): number {
  const { code, text, exit } = failureOf(error);
  process.stderr.write(
    json ? `${JSON.stringify({ code, message: text })}\n` : `${text.en}\n${text.ar}\n(${code})\n`,
  );
  return exit;
}
