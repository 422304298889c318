import { type Played, playWorld } from '@jisr/demo';
import { readConfig } from '@jisr/node';
import type { Output } from './output.ts';
import { startQuietly, untilStopped } from './start.ts';

export interface DemoOptions {
  readonly port: string;
  readonly data: string;
  readonly live: boolean;
}

/** `jisr demo`: a node with the invented world; flights go on arriving while it runs. */
export async function demo(
  options: DemoOptions,
  environment: Readonly<Record<string, string | undefined>>,
  out: Output,
): Promise<void> {
  const defaults = {
    JISR_NAME_EN: 'Kingdom of Bahrain · demonstration',
    JISR_NAME_AR: 'مملكة البحرين · عرض توضيحي',
    JISR_LOG_LEVEL: 'error',
    JISR_REQUESTS_PER_MINUTE: '60000',
    JISR_SIGN_INS_PER_MINUTE: '600',
  };
  const config = readConfig({
    ...defaults,
    ...environment,
    JISR_PORT: options.port,
    JISR_DATA_DIR: options.data,
    JISR_DEMONSTRATION: 'true',
  });
  const node = await startQuietly(config, out);
  const played = await playWorld(node, (line) => (out.json ? undefined : out.note(`› ${line}`)));
  const accounts = played.accounts.map(({ username, password, roles }) => ({ username, password, roles }));
  out.result(bannerOf(node.address, played.accounts), {
    address: node.address,
    accounts,
    carriers: played.carriers,
    dataDir: config.dataDir,
  });
  const stopArrivals = options.live ? played.live() : () => undefined;
  await untilStopped(node);
  stopArrivals();
  await node.stop();
}

/** What a visitor reads first, in both languages. */
function bannerOf(address: string, accounts: Played['accounts']): string {
  const rows = accounts.map(
    (account) => `  ${account.username.padEnd(9)} ${account.password.padEnd(30)} ${account.roles.join(', ')}`,
  );
  return [
    '',
    `  Jisr · جسر   ${address}`,
    '',
    '  Sign in with one of these (all people are invented):',
    '  سجّل الدخول بأحد هذه الحسابات (جميع الأشخاص مخترعون):',
    '',
    ...rows,
    '',
    '  Try first: sign in as noora, open the hit queue (G then H), press Enter on a hit.',
    '  ابدأ هكذا: ادخل باسم noora وافتح قائمة التطابقات (G ثم H) واضغط Enter على تطابق.',
    '',
    '  Ctrl+C stops · للإيقاف Ctrl+C',
    '',
  ].join('\n');
}
