import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { NewAccount, type Role, Role as Roles } from '@jisr/contract';
import { openAccounts, readConfig } from '@jisr/node';
import { EXIT, type Exit, failure } from './failure.ts';
import type { Output } from './output.ts';

export interface UserOptions {
  readonly role: readonly string[];
  readonly nameEn?: string;
  readonly nameAr?: string;
  readonly post?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** `jisr users add`: an account in the database of a node, which must be stopped when it is the embedded one. */
export async function addUser(
  username: string,
  options: UserOptions,
  password: string,
  out: Output,
): Promise<Exit> {
  const roles = options.role.map(roleOf);
  const name = { en: options.nameEn ?? username, ar: options.nameAr ?? options.nameEn ?? username };
  const entry = entryOf({ username, name, roles, post: options.post ?? null, password });
  const accounts = await openAccounts(readConfig(options.environment));
  try {
    const account = await accounts.create(entry);
    out.result(`${account.username}: ${account.roles.join(', ')}`, account);
  } finally {
    await accounts.close();
  }
  return EXIT.good;
}

/** What the API would refuse is refused here as well: nobody could sign in as `Admin`. */
function entryOf(given: typeof NewAccount._input): typeof NewAccount._output {
  const entry = NewAccount.safeParse(given);
  if (entry.success) return entry.data;
  const field = entry.error.issues[0]?.path.join('.') ?? '';
  throw failure('ACCOUNT_INVALID', {
    en: `${field} is not valid. A user name is 3 to 40 small Latin letters, digits, dots and hyphens, a letter first; a post is three capital letters.`,
    ar: `القيمة ${field} غير صالحة. يتكون اسم المستخدم من 3 إلى 40 حرفًا لاتينيًا صغيرًا أو رقمًا أو نقطة أو شرطة ويبدأ بحرف، والمنفذ ثلاثة أحرف كبيرة.`,
  });
}

function roleOf(text: string): Role {
  const role = Roles.safeParse(text);
  if (role.success) return role.data;
  const known = Roles.options.join(', ');
  throw failure('ROLE_UNKNOWN', {
    en: `There is no role ${text}. Roles: ${known}.`,
    ar: `لا يوجد دور باسم ${text}. الأدوار: ${known}.`,
  });
}

/** The password from `JISR_PASSWORD`, or asked for; never an argument, which others could see. */
export async function askPassword(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  if (environment.JISR_PASSWORD) return environment.JISR_PASSWORD;
  if (!process.stdin.isTTY)
    throw failure('PASSWORD_MISSING', {
      en: 'Give the password in JISR_PASSWORD.',
      ar: 'مرّر كلمة المرور في المتغير JISR_PASSWORD.',
    });
  process.stderr.write('Password / كلمة المرور: ');
  // What is typed goes nowhere: a prompt with a silent output.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
  const password = await prompt.question('');
  prompt.close();
  process.stderr.write('\n');
  return password;
}
