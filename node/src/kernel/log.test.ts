import { describe, expect, it } from 'vitest';
import { createLog, describeError } from './log.ts';

describe('the log', () => {
  const SECRET = 'ALSHEMALI/NOORA';

  it('says of an error where it happened and never what it quoted', () => {
    const lines: string[] = [];
    const log = createLog({ logLevel: 'debug' }, (line) => lines.push(line));
    const error = Object.assign(new Error(`no such traveller: ${SECRET}\n  second line ${SECRET}`), {
      code: '22P02',
      detail: SECRET,
    });
    log.error({ event: 'test', err: error, error }, 'failed');
    expect(lines.join()).not.toContain(SECRET);
    expect(JSON.parse(lines[0]!).err).toMatchObject({ name: 'Error', code: '22P02' });
    expect(JSON.parse(lines[0]!).err.stack).toContain('log.test.ts');
  });

  it('says nothing of what was thrown and is no error', () => {
    expect(describeError(SECRET)).toEqual({ name: 'string' });
    expect(describeError({ message: SECRET })).toEqual({ name: 'object' });
  });

  it('keeps quiet below its level', () => {
    const lines: string[] = [];
    const log = createLog({ logLevel: 'warn' }, (line) => lines.push(line));
    log.info({}, 'not heard');
    log.warn({}, 'heard');
    expect(lines).toHaveLength(1);
  });
});
