import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read } from './read.ts';

const message =
  "UNB+UNOA:4+QJ+BHPIU+260301:1140+1'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'TDT+20+QJ412'LOC+125+LHR'LOC+87+BAH'" +
  "NAD+FL+++OKONJO:AMARA'ATT+2++F'DTM+329:010615'CNT+42:1'UNT+10+1'UNZ+1+1'";

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jisr-read-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(contents: Record<string, string | Uint8Array>, extra: readonly string[] = []) {
  const files = [];
  for (const [name, content] of Object.entries(contents)) {
    await writeFile(join(folder, name), content);
    files.push(join(folder, name));
  }
  const [lines, errors]: [string[], string[]] = [[], []];
  const code = await read({
    files: [...files, ...extra],
    write: (line) => lines.push(line),
    writeError: (line) => errors.push(line),
  });
  return { code, lines, errors: errors.map((line) => JSON.parse(line)) };
}

describe('jisr read', () => {
  it.each([
    ['empty.edi', '', 'FILE_EMPTY'],
    ['text.edi', 'Dear colleagues', 'ENVELOPE_MISSING'],
    ['binary.edi', Uint8Array.from({ length: 300 }, (_, i) => i % 7), 'FILE_BINARY'],
    [
      'pnr.edi',
      "UNB+IATA:1+QJ+B+260301:1140+1'UNH+1+PNRGOV:11:1:IA'MSG+:22'UNT+3+1'UNZ+1+1'",
      'MESSAGE_TYPE_UNSUPPORTED',
    ],
  ])('exits 2 with a located error for %s', async (name, content, expected) => {
    const { code, lines, errors } = await run({ [name]: content });
    expect([code, lines]).toEqual([2, []]);
    expect(errors).toMatchObject([{ code: expected, file: join(folder, name) }]);
    expect(Object.keys(errors[0])).toEqual(['code', 'file', 'offset', 'message']);
    expect(errors[0].message.ar && errors[0].message.en).toBeTruthy();
  });
  it('exits 2 for a missing file and a folder, and still reads the others', async () => {
    const { code, lines, errors } = await run({ 'good.edi': message }, [join(folder, 'absent.edi'), folder]);
    expect([code, lines.length]).toEqual([2, 1]);
    expect(errors.map((error) => error.code)).toEqual(['FILE_NOT_FOUND', 'FILE_IS_FOLDER']);
  });
  it('prints one line a message and exits 0, with issues or without', async () => {
    const { code, lines, errors } = await run({ 'a.edi': message, 'b.edi': `${message}\r\n${message}` });
    expect([code, lines.length, errors.length]).toEqual([0, 3, 0]);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      file: join(folder, 'a.edi'),
      format: 'PAXLST',
      travellers: [{ surname: 'OKONJO', birthDate: '2001-06-15' }],
    });
  });
});
