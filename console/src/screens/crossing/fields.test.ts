import { describe, expect, it } from 'vitest';
import { fieldKey } from './fields.ts';

describe('the fields of a traveller', () => {
  it('have a word under each name that the counts of a crossing’s quality use', () => {
    const counted = [
      'name',
      'birthDate',
      'gender',
      'nationality',
      'documentNumber',
      'issuer',
      'expiry',
      'locator',
    ];
    expect(counted.filter((field) => fieldKey(field) === null)).toEqual([]);
  });

  it('keep the standard’s own name where there is no word', () => {
    expect(fieldKey('ATT+9')).toBeNull();
  });
});
