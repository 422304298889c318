import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import {
  BAHRAIN_SIDE,
  type Opened,
  openWorld,
  type Played,
  playBridge,
  type Side,
  WASHINGTON_SIDE,
} from '@jisr/demo';
import { type Node, readConfig } from '@jisr/node';
import type { Output } from './output.ts';
import { startQuietly, untilStopped } from './start.ts';

export interface DemoOptions {
  readonly port: string;
  readonly data: string;
  readonly live: boolean;
  /** One country without its partner. */
  readonly alone: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A country of the demonstration while it runs. */
interface Shore {
  readonly node: Node;
  readonly opened: Opened;
}
type Living = Shore & { readonly played: Played };

/** `jisr demo`: two countries with the invented world; flights go on arriving while they run. */
export async function demo(options: DemoOptions, environment: Environment, out: Output): Promise<void> {
  const tell = (line: string) => (out.json ? undefined : out.note(`› ${line}`));
  const port = Number(options.port);
  const opened = [await openShore(BAHRAIN_SIDE, { ...options, port }, environment, out, tell)];
  if (!options.alone) {
    // A database that was named is the first country's: two nodes never share one.
    const own = { ...environment, JISR_DATABASE_URL: undefined };
    const next = { ...options, port: port === 0 ? 0 : port + 1 };
    opened.push(await openShore(WASHINGTON_SIDE, next, own, out, tell));
  }
  const [bahrain, washington] = opened.map(({ node }) => node.address);
  if (bahrain && washington) await playBridge({ bahrain, washington }, tell);
  const shores: Living[] = [];
  for (const shore of opened) shores.push({ ...shore, played: await shore.opened.fly() });
  const [own, peer] = shores.map(shapeOf);
  out.result(bannerOf(shores), { ...own, ...(peer ? { peer } : {}) });
  const stops = options.live ? shores.map(({ played }) => played.live()) : [];
  await Promise.race(shores.map(({ node }) => untilStopped(node)));
  for (const stop of stops) stop();
  for (const { node } of shores.reverse()) await node.stop();
}

async function openShore(
  side: Side,
  options: { readonly port: number; readonly data: string },
  environment: Environment,
  out: Output,
  tell: (line: string) => void,
): Promise<Shore> {
  // The exchange has a port of its own, ten above the console's.
  const exchange = options.port === 0 ? await freePort() : options.port + 10;
  const config = readConfig({
    JISR_NAME_EN: side.name.en,
    JISR_NAME_AR: side.name.ar,
    JISR_LOG_LEVEL: 'error',
    JISR_REQUESTS_PER_MINUTE: '60000',
    JISR_SIGN_INS_PER_MINUTE: '600',
    JISR_ASK_PARTNER: 'true',
    ...environment,
    JISR_COUNTRY: side.country,
    // A newcomer's machine need not keep time.
    JISR_CLOCK_UNSYNCHRONISED: 'warn',
    JISR_PORT: String(options.port),
    JISR_EXCHANGE_PORT: String(exchange),
    JISR_EXCHANGE_URL: `https://127.0.0.1:${exchange}`,
    JISR_DATA_DIR: join(options.data, side.country.toLowerCase()),
    JISR_DEMONSTRATION: 'true',
  });
  const node = await startQuietly(config, out);
  return { node, opened: await openWorld(node, side, (line) => tell(`${side.country}: ${line}`)) };
}

/** A port that nobody listens on: the card of a node names it before the node listens. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** What programs are told of a country. */
const shapeOf = ({ node, played }: Living) => ({
  country: node.kernel.config.country,
  address: node.address,
  accounts: played.accounts.map(({ username, password, roles }) => ({ username, password, roles })),
  carriers: played.carriers,
  dataDir: node.kernel.config.dataDir,
});

/** What a visitor reads first, in both languages. */
function bannerOf(shores: readonly Living[]): string {
  const tables = shores.flatMap(({ node, played }) => [
    `  ${node.kernel.config.nameEn}  ·  ${node.kernel.config.nameAr}`,
    `  ${node.address}`,
    '',
    ...played.accounts.map(
      ({ username, password, roles }) =>
        `    ${username.padEnd(9)} ${password.padEnd(28)} ${roles.join(', ')}`,
    ),
    '',
  ]);
  return [
    '',
    '  Jisr · جسر',
    '',
    '  Sign in with one of these (all people are invented):',
    '  سجّل الدخول بأحد هذه الحسابات (جميع الأشخاص مخترعون):',
    '',
    ...tables,
    '  Try first: sign in as noora, open the hit queue (G then H), press Enter on a hit.',
    '  ابدأ هكذا: ادخل باسم noora وافتح قائمة التطابقات (G ثم H) واضغط Enter على تطابق.',
    '  Then the bridge: sign in as yusuf and open the hits of the partner (G then I).',
    '  ثم الجسر: ادخل باسم yusuf وافتح تطابقات الشريك (G ثم I).',
    '',
    '  Ctrl+C stops · للإيقاف Ctrl+C',
    '',
  ].join('\n');
}
