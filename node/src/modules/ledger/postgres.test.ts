import { expect, it, onTestFinished } from 'vitest';
import { describeOnPostgres } from '../../../test/databases.ts';
import { createLedger } from './index.ts';
import { ALONE, entryOf, fill, openLedger } from './testing.ts';

/** What only several connections at once can show. */
describeOnPostgres('the ledger', (open) => {
  it('loses no entry whose transaction commits after a later one was sequenced', async () => {
    const database = await open();
    const standing = await openLedger(database);
    const { ledger } = standing;
    let commit: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    // An open transaction would keep the database from closing when the test fails.
    onTestFinished(() => commit());
    let written: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      written = resolve;
    });
    const late = database.transaction(async (tx) => {
      const id = await ledger.append(tx, entryOf('late'));
      written();
      await held;
      return id;
    });
    await begun;
    const early = await fill(standing, 3);
    expect(await ledger.state()).toMatchObject({ size: 3, pending: 0 });
    commit();
    const id = await late;
    await ledger.sequence();
    const places = await ledger.placeOf(database.db, [...early, id]);
    expect([...early, id].map((one) => places.get(one)?.index)).toEqual([0, 1, 2, 3]);
  });

  it('holds while many append and two sequence at once', async () => {
    const database = await open();
    const standing = await openLedger(database);
    const { ledger } = standing;
    const second = createLedger(standing.kernel, ALONE);
    await second.start();
    expect(second.keys).toEqual(ledger.keys);
    const appended = Array.from({ length: 8 }, async (_, caller) => {
      for (let at = 0; at < 10; at += 1) {
        await database.transaction((tx) => ledger.append(tx, entryOf(`${caller} ${at}`)));
        await (caller % 2 ? ledger : second).sequence();
        if (at % 5 === 0) await (caller % 2 ? second : ledger).checkpoint();
      }
    });
    await Promise.all(appended);
    expect(await ledger.state()).toMatchObject({ size: 80, pending: 0 });
    expect(await ledger.verify()).toMatchObject({ intact: true, entries: 80 });
    expect((await ledger.entriesAbout('USA', -1)).entries).toHaveLength(80);
    expect(await ledger.prove(79)).toContain('index 79\n');
    expect((await ledger.list({ limit: 5, article: 'BORDERS/4.2', kind: 'disclosure-sent' })).next).toBe(
      '75',
    );
  });
});
