import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderFaults } from '../../bench/src/parts/arrival-order.ts';
import { type Bridge, openBridge, type Place } from '../../bench/src/parts/bridge.ts';
import { layNetworks, noNetworks, type OwnNetwork, type TwoNetworks } from './two-networks.ts';

const PORT = '8610';
/** Before the cut, so that connections are open when it comes. */
const BEFORE = 20;
const QUEUED = { BHR: 300, USA: 120 } as const;
const HOURS = 72;

const placeIn = ({ within, link, desk }: OwnNetwork): Place => ({
  within,
  settings: {
    JISR_HOST: desk,
    JISR_EXCHANGE_HOST: link,
    JISR_EXCHANGE_PORT: PORT,
    JISR_EXCHANGE_URL: `https://${link}:${PORT}`,
  },
});

/** Two processes in two networks, paired by people over mutual TLS, with a memorandum in force. */
describe.skipIf(noNetworks !== null)(
  `two nodes whose link is down for three days${noNetworks ? ` (no networks of their own: ${noNetworks})` : ''}`,
  () => {
    let networks: TwoNetworks;
    let bridge: Bridge | undefined;
    beforeAll(async () => {
      networks = layNetworks();
      bridge = await openBridge({ BHR: placeIn(networks.one), USA: placeIn(networks.other) });
    });
    afterAll(async () => {
      // Whatever a node still waits for, it ends with its network.
      const hard = setTimeout(() => networks.remove(), 10_000);
      try {
        await bridge?.stop();
      } finally {
        clearTimeout(hard);
        networks.remove();
      }
    });

    it('deliver all that waited once and in order, and their ledgers agree', async () => {
      const { BHR, USA, pass, untilDelivered } = bridge!;
      const queue = (BHRs: number, USAs: number) =>
        Promise.all([BHR.order('queue', { count: BHRs }), USA.order('queue', { count: USAs })]);
      await queue(BEFORE, BEFORE);
      await untilDelivered();

      networks.cut();
      expect(await queue(QUEUED.BHR, QUEUED.USA)).toEqual([QUEUED.BHR, QUEUED.USA]);
      await pass(HOURS);
      for (const [node, waiting] of [
        [BHR, QUEUED.BHR],
        [USA, QUEUED.USA],
      ] as const)
        expect(await node.order('standing')).toMatchObject({ waiting });

      networks.restore();
      // The pause after the last failure is over within the hour; from then on nobody helps.
      await pass(1);
      await untilDelivered();
      expect(orderFaults(await USA.order('arrived'), BEFORE + QUEUED.BHR)).toEqual([]);
      expect(orderFaults(await BHR.order('arrived'), BEFORE + QUEUED.USA)).toEqual([]);
      for (const node of [BHR, USA]) {
        const { compared, problems } = await node.order('reconcile');
        expect(problems).toBe(0);
        expect(compared).toBeGreaterThanOrEqual(2 * BEFORE + QUEUED.BHR + QUEUED.USA);
      }
    }, 240_000);
  },
);
