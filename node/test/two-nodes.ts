import type { Database } from '../src/kernel/db/types.ts';
import type { Carry, WireAnswer, WireRequest } from '../src/modules/exchange/index.ts';
import { openTestNode, type TestNode } from './test-node.ts';

/** What lies between the two nodes, as a test wants it. */
export interface TestLink {
  /** Nothing passes any more. */
  cut(): void;
  restore(): void;
  /** Changes requests on their way; null: the network as it is. */
  tamper(fn: ((request: WireRequest) => WireRequest) | null): void;
  /** Changes answers on their way. */
  tamperAnswer(fn: ((answer: WireAnswer, request: WireRequest) => WireAnswer) | null): void;
}

/** Two whole nodes, Bahrain's and America's, in one process and without sockets, paired unless told otherwise. */
export interface TestPair {
  readonly bahrain: TestNode;
  readonly america: TestNode;
  readonly link: TestLink;
  /** Runs all jobs that are due on both, until nothing more passes between them. */
  settle(): Promise<void>;
  /** Moves both clocks. */
  advance(ms: number): void;
  stop(): Promise<void>;
}

/**
 * Opens a pair.
 *
 * @example
 * const pair = await openTestPair();
 * pair.link.cut();
 * await pair.settle();
 * await pair.stop();
 */
export async function openTestPair(
  options: {
    paired?: boolean;
    now?: string;
    settings?: Record<string, string>;
    /** Of Bahrain and of America; default: two new ones in memory. */
    databases?: readonly [Database, Database];
  } = {},
): Promise<TestPair> {
  const { link, via } = testLink();
  const open = (country: string, carry: Carry, database: Database | undefined) =>
    openTestNode({
      ...(options.now === undefined ? {} : { now: options.now }),
      ...(database === undefined ? {} : { database }),
      carry,
      settings: {
        JISR_COUNTRY: country,
        JISR_EXCHANGE_URL: `https://${country.toLowerCase()}.exchange.example`,
        ...options.settings,
      },
    });
  const bahrain: TestNode = await open(
    'BHR',
    via((request) => handOver(bahrain, america, request)),
    options.databases?.[0],
  );
  const america: TestNode = await open(
    'USA',
    via((request) => handOver(america, bahrain, request)),
    options.databases?.[1],
  );
  const settle = async () => {
    for (let round = 0; round < 4; round += 1) {
      await bahrain.settle();
      await america.settle();
    }
  };
  if (options.paired ?? true) await pairNodes(bahrain, america, settle);
  return {
    bahrain,
    america,
    link,
    settle,
    advance: (ms) => {
      bahrain.clock.advance(ms);
      america.clock.advance(ms);
    },
    async stop() {
      await bahrain.stop();
      await america.stop();
    },
  };
}

/** The whole ceremony; the approvals of two people each are given without their keys, which other tests are about. */
async function pairNodes(one: TestNode, other: TestNode, settle: () => Promise<void>): Promise<void> {
  const administrators = [
    await one.officer(['administrator']),
    await other.officer(['administrator']),
  ] as const;
  await introduce(one, other, administrators);
  for (const [at, own] of [one, other].entries()) {
    const { exchange } = own.modules.bridge;
    const { peer } = await exchange.read.partner();
    await own.kernel.database.transaction((tx) =>
      exchange.pairing.approved(tx, peer!.approvalId!, [administrators[at]!.id]),
    );
  }
  await settle();
}

/** Each side takes in the other's card and compares the words; what is left are the approvals. */
export async function introduce(
  one: TestNode,
  other: TestNode,
  administrators: readonly [Acting, Acting],
): Promise<void> {
  for (const [at, peer] of [other, one].entries()) {
    const { card } = peer.modules.bridge.exchange.keys.card();
    const signed = (await peer.modules.bridge.exchange.keys.signedCards(card.serial - 1)).join('\n');
    await must(administrators[at]!.send('POST', '/api/v1/partner/cards', { signed }));
  }
  for (const [at, own] of [one, other].entries()) {
    const { peer } = await own.modules.bridge.exchange.read.partner();
    const words = peer!.fingerprint.en.join(' ');
    await must(administrators[at]!.send('POST', '/api/v1/partner/comparisons', { words }));
  }
}
type Acting = Pick<Awaited<ReturnType<TestNode['officer']>>, 'send'>;

async function must(answer: ReturnType<TestNode['anonymous']>): Promise<void> {
  const { status, text } = await answer;
  if (status !== 200) throw new Error(`the ceremony stopped: ${status} ${text}`);
}

async function handOver(from: TestNode, to: TestNode, request: WireRequest): Promise<WireAnswer> {
  const url = new URL(request.targetUri);
  const { method, headers, body } = request;
  return to.modules.bridge.deliver(from.modules.bridge.pin(), {
    method,
    path: url.pathname + url.search,
    headers,
    body,
  });
}

function testLink(): {
  link: TestLink;
  via: (deliver: (request: WireRequest) => Promise<WireAnswer>) => Carry;
} {
  let whole = true;
  let change: ((request: WireRequest) => WireRequest) | null = null;
  let changeAnswer: ((answer: WireAnswer, request: WireRequest) => WireAnswer) | null = null;
  return {
    link: {
      cut: () => {
        whole = false;
      },
      restore: () => {
        whole = true;
      },
      tamper: (fn) => {
        change = fn;
      },
      tamperAnswer: (fn) => {
        changeAnswer = fn;
      },
    },
    via: (deliver) => async (request) => {
      if (!whole) throw new Error('the link is cut');
      const answer = await deliver(change ? change(request) : request);
      return changeAnswer ? changeAnswer(answer, request) : answer;
    },
  };
}
