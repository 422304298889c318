import { type Node, seededRandom } from '@jisr/node';
import { AGENCY, type MovedClock, type Pace } from './bridge-words.ts';

const HOUR_MS = 3_600_000;
/** The outbox is read in pages of so many documents. */
const PAGE = 2000;
const QUEUE_CALLERS = 100;
type Intent = Parameters<Node['modules']['disclosures']['send']>[0];

/** What became of the measured disclosures. */
export interface Measured {
  readonly disclosed: number;
  /** From the first call of the gate to the last verified receipt. */
  readonly seconds: number;
  /** Each from the call of the gate to the commit that records the verified receipt, ms. */
  readonly toReceipt: readonly number[];
  /** Each call of the gate, both halves with the commit, ms. */
  readonly toCommit: readonly number[];
}

export interface Standing {
  readonly waiting: number;
  readonly sent: number;
  readonly received: number;
  readonly failures: number;
}

/**
 * A desk that tells the partner the answer to a question, again and again: it goes through the gate as any desk's
 * disclosure does, under the article on answers of the memorandum on borders.
 */
export function openDesk(node: Node, clock: MovedClock) {
  const { disclosures, bridge, ledger } = node.modules;
  const { ids, config, bus } = node.kernel;
  const own = config.country;
  const partner = own === 'BHR' ? 'USA' : 'BHR';
  const random = seededRandom(`desk of ${own}`);
  let made = 0;

  const intent = (): Intent => {
    made += 1;
    const hit = random() < 0.1;
    return {
      key: `bench:${ids.uuid()}`,
      action: 'answer',
      category: 'hit-answer',
      purpose: 'border-security',
      offence: null,
      tlp: 'amber',
      mode: 'plain',
      payload: { hit, references: hit ? [`${own}-${made}`] : [], contact: `${own} contact point, desk 4` },
      subject: { minor: false, own: false, sensitive: false, references: [`bench:${made}`] },
      from: { party: own, agency: AGENCY },
      to: { party: partner, agency: AGENCY },
      thread: ids.uuid(),
      inReplyTo: null,
      approval: null,
      author: null,
    };
  };

  async function disclose(): Promise<string> {
    const outcome = await disclosures.send(intent());
    if (!outcome.disclosed) throw new Error(`the gate refused: ${JSON.stringify(outcome.refusal)}`);
    return outcome.id;
  }

  async function measureOne(at: number, begun: Map<string, number>, toCommit: number[]): Promise<void> {
    const id = await disclose();
    toCommit.push(performance.now() - at);
    begun.set(id, at);
  }

  /** When each document's receipt was recorded, by this node's clock. */
  async function receipted(count: number): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    for (let after = 0; after < count; after += PAGE) {
      const query = { direction: 'out', lane: 'queries', limit: PAGE, after: String(after) } as const;
      for (const { id, receivedAt } of (await bridge.exchange.read.list(query)).items)
        if (receivedAt !== null) found.set(id, Date.parse(receivedAt));
    }
    return found;
  }

  const waiting = async (): Promise<number> =>
    (await bridge.exchange.read.health()).lanes
      .filter(({ direction }) => direction === 'out')
      .reduce((sum, lane) => sum + lane.waiting, 0);

  async function untilReceipted(): Promise<void> {
    // Not too often: the look costs the node more than a disclosure does.
    while ((await waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 250));
  }

  return {
    /** Discloses so many or for so long, at a pace, and follows each to its receipt. */
    async measure({ count, atOnce, perSecond }: Pace): Promise<Measured> {
      const begun = new Map<string, number>();
      const toCommit: number[] = [];
      const commits: { clock: number; at: number }[] = [];
      const stop = await bus.subscribe(({ topic }) => {
        if (topic === 'exchange') commits.push({ clock: clock.now().getTime(), at: performance.now() });
      });
      const started = performance.now();
      let next = 0;
      // At a pace, the time counts from the instant at which it was due, whether or not a caller was free.
      const caller = async () => {
        for (let n = next++; n < count; n = next++) {
          const due = perSecond > 0 ? started + (n * 1000) / perSecond : performance.now();
          const wait = due - performance.now();
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
          await measureOne(due, begun, toCommit);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, caller));
      await untilReceipted();
      await stop();
      const receipts = await receipted(count);
      // The receipt's instant is taken in its transaction; the news of its commit is the first one after it.
      let news = 0;
      const ordered = [...begun].sort((one, other) => receipts.get(one[0])! - receipts.get(other[0])!);
      const ends = ordered.map(([id, at]) => {
        const said = receipts.get(id);
        if (said === undefined) throw new Error(`no receipt for ${id}`);
        while (news < commits.length - 1 && commits[news]!.clock < said) news += 1;
        return { at, end: commits[news]!.at };
      });
      const last = ends.reduce((latest, { end }) => Math.max(latest, end), started);
      return {
        disclosed: count,
        seconds: (last - started) / 1000,
        toReceipt: ends.map(({ at, end }) => end - at),
        toCommit,
      };
    },
    /** Discloses so many, a hundred callers at once, and waits for nothing. */
    async queue({ count }: { count: number }): Promise<number> {
      let left = count;
      const caller = async () => {
        while (left > 0) {
          left -= 1;
          await disclose();
        }
      };
      await Promise.all(Array.from({ length: QUEUE_CALLERS }, caller));
      return waiting();
    },
    advance: async ({ hours }: { hours: number }): Promise<void> => clock.advance(hours * HOUR_MS),
    push: (): Promise<void> => bridge.exchange.push(),
    async standing(): Promise<Standing> {
      const { counts, received, lanes } = await bridge.exchange.read.health();
      const sent = counts.reduce((sum, { count }) => sum + count, 0);
      const failures = lanes.filter(({ lastError }) => lastError !== null).length;
      return { waiting: await waiting(), sent, received, failures };
    },
    /** Documents of the lane as they stand in the inbox: their numbers, oldest first. */
    async arrived(): Promise<{ seqs: number[]; ids: string[] }> {
      const seqs: number[] = [];
      const found: string[] = [];
      for (let after = 0; ; after += PAGE) {
        const query = { direction: 'in', lane: 'queries', limit: PAGE, after: String(after) } as const;
        const { items } = await bridge.exchange.read.list(query);
        seqs.push(...items.map(({ seq }) => seq));
        found.push(...items.map(({ id }) => id));
        if (items.length < PAGE) return { seqs: seqs.reverse(), ids: found.reverse() };
      }
    },
    reconcile: () => ledger.reconcile(),
    sequence: () => ledger.sequence(),
    processor: async () => process.cpuUsage(),
  };
}
export type Desk = ReturnType<typeof openDesk>;
