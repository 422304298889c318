import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOutput } from './output.ts';
import { addUser } from './users.ts';

describe('adding an officer', () => {
  it.each([
    ['Admin', undefined],
    ['a', undefined],
    ['grace', 'bahrain'],
  ])('refuses %s at %s before anything is opened', async (username, post) => {
    const folder = mkdtempSync(join(tmpdir(), 'jisr-users-'));
    const options = {
      role: ['administrator'],
      environment: { JISR_DATA_DIR: folder },
      ...(post ? { post } : {}),
    };
    const added = addUser(username, options, 'a lantern by the shore', createOutput(true));
    await expect(added).rejects.toMatchObject({ code: 'ACCOUNT_INVALID' });
    expect(readdirSync(folder)).toEqual([]);
  });
});
