import { join } from 'node:path';
import { BAHRAIN_SIDE, type Played, playWorld, type Side, WASHINGTON_SIDE } from '@jisr/demo';
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
  readonly played: Played;
}

/** `jisr demo`: two countries with the invented world; flights go on arriving while they run. */
export async function demo(options: DemoOptions, environment: Environment, out: Output): Promise<void> {
  const shores: Shore[] = [await openShore(BAHRAIN_SIDE, options, Number(options.port), environment, out)];
  if (!options.alone) {
    const port = Number(options.port) === 0 ? 0 : Number(options.port) + 1;
    // A database that was named is the first country's: two nodes never share one.
    const own = { ...environment, JISR_DATABASE_URL: undefined };
    shores.push(await openShore(WASHINGTON_SIDE, options, port, own, out));
  }
  const [own, peer] = shores.map(shapeOf);
  out.result(bannerOf(shores), { ...own, ...(peer ? { peer } : {}) });
  const stops = options.live ? shores.map(({ played }) => played.live()) : [];
  await Promise.race(shores.map(({ node }) => untilStopped(node)));
  for (const stop of stops) stop();
  for (const { node } of shores.reverse()) await node.stop();
}

async function openShore(
  side: Side,
  options: DemoOptions,
  port: number,
  environment: Environment,
  out: Output,
): Promise<Shore> {
  const config = readConfig({
    JISR_NAME_EN: side.name.en,
    JISR_NAME_AR: side.name.ar,
    JISR_LOG_LEVEL: 'error',
    JISR_REQUESTS_PER_MINUTE: '60000',
    JISR_SIGN_INS_PER_MINUTE: '600',
    ...environment,
    JISR_COUNTRY: side.country,
    JISR_PORT: String(port),
    JISR_DATA_DIR: join(options.data, side.country.toLowerCase()),
    JISR_DEMONSTRATION: 'true',
  });
  const tell = (line: string) => (out.json ? undefined : out.note(`› ${side.country}: ${line}`));
  const node = await startQuietly(config, out);
  return { node, played: await playWorld(node, side, tell) };
}

/** What programs are told of a country. */
const shapeOf = ({ node, played }: Shore) => ({
  country: node.kernel.config.country,
  address: node.address,
  accounts: played.accounts.map(({ username, password, roles }) => ({ username, password, roles })),
  carriers: played.carriers,
  dataDir: node.kernel.config.dataDir,
});

/** What a visitor reads first, in both languages. */
function bannerOf(shores: readonly Shore[]): string {
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
    '',
    '  Ctrl+C stops · للإيقاف Ctrl+C',
    '',
  ].join('\n');
}
