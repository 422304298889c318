import { describe, expect, it } from 'vitest';
import { EXIT, failureOf } from './failure.ts';

const systemError = (code: string, more: object = {}) =>
  Object.assign(new Error(`${code}: raw words`), { code, ...more });

describe('a failure as the user is told it', () => {
  it.each([
    'EADDRINUSE',
    'EADDRNOTAVAIL',
    'EACCES',
    'ENOENT',
    'ENOSPC',
    'ECONNREFUSED',
    '28P01',
    '3D000',
    'DATABASE_LOCKED',
  ])('says %s in both languages and not in the words of the system', (code) => {
    const { text, exit } = failureOf(systemError(code, { path: '/srv/jisr' }));
    expect(text.en).not.toContain('raw words');
    expect(text.ar).toMatch(/[\u0600-\u06ff]/);
    expect(exit).toBe(EXIT.failed);
  });

  it('names the file, and fills in what a problem is about', () => {
    expect(failureOf(systemError('ENOENT', { path: '/a.edi' })).text.en).toBe('There is no file /a.edi.');
    const locked = { name: 'Problem', code: 'ACCOUNT_LOCKED', params: { minutes: '9' } };
    expect(failureOf(Object.assign(new Error('x'), locked)).text.en).toContain('9 minutes');
  });

  it('keeps what a configuration says in both languages', () => {
    const text = { en: 'wrong', ar: 'خطأ' };
    expect(failureOf(Object.assign(new Error('wrong'), { code: 'CONFIG_INVALID', text }))).toEqual({
      code: 'CONFIG_INVALID',
      text,
      exit: EXIT.failed,
    });
  });
});
