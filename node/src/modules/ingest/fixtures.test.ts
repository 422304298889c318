import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import type { Database } from '../../kernel/db/types.ts';
import { createTravellers, type Travellers } from '../travellers/index.ts';
import { quietDeps, testKernel } from '../travellers/testing.ts';
import { createIngest, type Ingest } from './index.ts';

const folder = fileURLToPath(new URL('../../../../../shared/fixtures/travel/', import.meta.url));

describe.skipIf(!existsSync(folder))('real messages, stored (needs ../shared/fixtures/travel)', () => {
  let database: Database;
  let travellers: Travellers;
  let ingest: Ingest;
  beforeAll(async () => {
    database = await openTestPglite();
    const { kernel } = testKernel(database);
    travellers = createTravellers(kernel, quietDeps(kernel));
    ingest = createIngest(kernel, { travellers, repeated: async () => undefined, answersOf: async () => [] });
  });
  afterAll(() => database.close());

  async function peopleOf(file: string) {
    const bytes = new Uint8Array(readFileSync(`${folder}${file}`));
    const receipt = await ingest.accept({ bytes, channel: 'folder', carrier: null, fileName: file });
    expect(receipt.messages).toHaveLength(1);
    return travellers.readCrossing(receipt.messages[0]!.crossingId!);
  }

  it('keeps both passengers of a list with two flights', async () => {
    const { people, declared } = await peopleOf('apisMessage.txt');
    expect(people.map(({ name, birthDate }) => [name.text, birthDate]).toSorted()).toEqual([
      ['CHERYL CLARK', '1973-04-07'],
      ['MICHAEL CLARK', '1972-09-07'],
    ]);
    expect(declared).toBe(2);
  });

  it('keeps ten passengers under other separators, and the flight’s local times', async () => {
    const crossing = await peopleOf('airline2.edi');
    expect(crossing).toMatchObject({
      carrier: 'TN',
      number: '506',
      departure: '2014-05-11T13:40',
      declared: 136,
    });
    expect(crossing.people).toHaveLength(10);
  });

  it('keeps the passenger of a wrapped mail', async () => {
    const crossing = await peopleOf('dirty-mail-a.txt');
    expect(crossing).toMatchObject({ carrier: 'A9', number: '2707', declared: 47 });
    expect(crossing.people).toHaveLength(1);
  });
});
