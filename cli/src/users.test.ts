import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createOutput } from './output.ts';
import { addUser } from './users.ts';

describe('adding an officer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jisr-users-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['Admin', undefined],
    ['a', undefined],
    ['grace', 'bahrain'],
  ])('refuses %s at %s before anything is opened', async (username, post) => {
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
