import { expect, it, vi } from 'vitest';
import { describeOnEachDatabase } from '../../test/databases.ts';
import { type BusEvent, createBus } from './bus.ts';

describeOnEachDatabase('the bus', (open) => {
  it('tells nothing of a rollback, nothing before the commit, and then everything in order', async () => {
    const database = await open({ migrated: false });
    const bus = createBus(database);
    const heard: BusEvent[] = [];
    const stop = await bus.subscribe((event) => heard.push(event));
    const failed = database.transaction(async (tx) => {
      await bus.publish(tx, 'hit.raised', 'never');
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await database.transaction(async (tx) => {
      await bus.publish(tx, 'hit.raised', '1');
      await bus.publish(tx, 'hit.decided', 'واحد');
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(heard).toEqual([]);
    });
    const expected = [
      { topic: 'hit.raised', id: '1' },
      { topic: 'hit.decided', id: 'واحد' },
    ];
    await vi.waitFor(() => expect(heard).toEqual(expected));
    await stop();
    await bus.publish(database.db, 'hit.raised', 'unheard');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toEqual(expected);
  });

  it('tells every listener, until each stops for itself', async () => {
    const database = await open({ migrated: false });
    const bus = createBus(database);
    const counts = [0, 0];
    const listener = () => {
      counts[0]! += 1;
    };
    const stops = [await bus.subscribe(listener), await bus.subscribe(listener)];
    await bus.subscribe(() => {
      counts[1]! += 1;
    });
    await bus.publish(database.db, 't', '1');
    await vi.waitFor(() => expect(counts).toEqual([2, 1]));
    await stops[0]!();
    await stops[0]!();
    await bus.publish(database.db, 't', '2');
    await vi.waitFor(() => expect(counts).toEqual([3, 2]));
  });
});
