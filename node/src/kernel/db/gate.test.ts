import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGate } from './gate.ts';

describe('the gate', () => {
  it('never lets anybody in beside one who is alone, and lets everybody in at last', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ alone: fc.boolean(), ticks: fc.nat(5) }), { maxLength: 30 }),
        async (visits) => {
          const gate = createGate();
          let inside = 0;
          let aloneInside = 0;
          const order: number[] = [];
          await Promise.all(
            visits.map(async ({ alone, ticks }, visitor) => {
              const leave = await (alone ? gate.enterAlone() : gate.enterShared());
              order.push(visitor);
              inside += 1;
              if (alone) aloneInside += 1;
              for (let tick = 0; tick < ticks; tick++) {
                expect(aloneInside === 0 || inside === 1).toBe(true);
                await Promise.resolve();
              }
              inside -= 1;
              if (alone) aloneInside -= 1;
              leave();
              leave();
            }),
          );
          expect(order).toEqual(visits.map((_, visitor) => visitor));
        },
      ),
    );
  });
});
