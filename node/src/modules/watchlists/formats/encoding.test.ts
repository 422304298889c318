import { describe, expect, it } from 'vitest';
import { decodeText, lettersOf } from './encoding.ts';

const codes = (text: string) => lettersOf(text).map(({ code, line }) => [code, line]);
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('the letters of a file', () => {
  it('are read as the file says, else as UTF-8', () => {
    expect(decodeText(Buffer.from('محمد'))).toBe('محمد');
    expect(decodeText(utf16('محمد'))).toBe('محمد');
    expect(decodeText(utf16('محمد').swap16())).toBe('محمد');
    const windows = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="windows-1256"?><a>'),
      Buffer.from([0xe3, 0xcd, 0xe3, 0xcf]),
    ]);
    expect(decodeText(windows)).toContain('<a>محمد');
    expect(decodeText(Buffer.from('<?xml version="1.0" encoding="no-such"?><a>é'))).toContain('é');
  });

  it('are told where they were damaged, and as a whole where they are of another encoding', () => {
    expect(codes('a,محمد\n')).toEqual([]);
    const names = Buffer.from([0xe3, 0xcd, 0xe3, 0xcf]);
    expect(codes(`NAT:1,${decodeText(names)}\n`)).toEqual([['LIST_ENCODING_UNKNOWN', null]]);
    expect(codes(`a,محمد\nb,سع\uFFFDد\n`)).toEqual([['TEXT_DAMAGED', 2]]);
    // One letter of a long list of Latin names is no reason to do without the list.
    expect(codes(`${'NAT:1,Jane Doe\n'.repeat(20)}NAT:2,Jos\uFFFD\n`)).toEqual([['TEXT_DAMAGED', 21]]);
  });
});
