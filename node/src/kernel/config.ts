/**
 * Every setting of a node: read once, from the environment and one optional JSON file, validated, each with a default
 * that works. The environment wins over the file. `docs/operate/configuration.md` is generated from this table.
 */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultThresholdBits } from '@jisr/names';
import { z } from 'zod';
import { arabicFault } from './faults.ts';

const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((v) => v === true || v === 'true' || v === '1');
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const optional = z.string().min(1).nullable().default(null);

/** One line a setting; the description is what the operator reads. */
export const ConfigSchema = z.object({
  country: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('BHR')
    .describe('The node’s country, ISO 3166-1 alpha-3. Crossings are inbound or outbound by it.'),
  nameEn: z.string().default('Jisr node').describe('The node’s name in English, shown in the console.'),
  nameAr: z.string().default('عقدة جسر').describe('The node’s name in Arabic, shown in the console.'),
  demonstration: flag
    .default(false)
    .describe('True for a node with invented data; the console says so on every screen.'),
  dataDir: z
    .string()
    .default('.jisr/node')
    .describe(
      'Folder of everything that the node keeps outside the database: keys, lists, drop folder, indexes, and the embedded database itself.',
    ),
  databaseUrl: optional.describe('`postgres://…` to use PostgreSQL; unset for the embedded database.'),
  host: z.string().default('127.0.0.1').describe('Address to listen on.'),
  port: whole(0, 65_535).default(8600).describe('Port to listen on; 0 takes a free one.'),
  tlsCert: optional.describe('Certificate chain (PEM file). With `tlsKey`, the node serves HTTPS itself.'),
  tlsKey: optional.describe('Private key (PEM file) of `tlsCert`.'),
  trustProxy: flag
    .default(false)
    .describe(
      'True behind a reverse proxy that sets X-Forwarded-For: rate limits then count the real client.',
    ),
  nodeKey: optional
    .refine(
      (key) => key === null || Buffer.from(key, 'base64').length === 32,
      '32 bytes in base64 are needed',
    )
    .describe(
      '32 bytes in base64 that encrypt the quarantine and seal the keys of the ledger: without it the ledger cannot sign under its name any more. Unset: a key file is made in the data folder.',
    ),
  dropFolder: optional.describe(
    'Watched folder for messages, with `in`, `done`, `refused` and `answers` inside. Default: `drop` in the data folder.',
  ),
  listFolder: optional.describe(
    'Folder from which list files are imported by path. Default: `lists` in the data folder.',
  ),
  exchangeUrl: z
    .string()
    .regex(/^https:\/\/[A-Za-z0-9.:[\]-]+(\/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?$/)
    .nullable()
    .default(null)
    .describe(
      'Public base URL at which the peer reaches this node, `https://…` without a slash at the end. Signatures cover it, so it must be exactly what the peer calls. Unset: the node does not listen for a peer.',
    ),
  exchangeHost: z.string().default('127.0.0.1').describe('Address on which the node listens for its peer.'),
  exchangePort: whole(0, 65_535)
    .default(8610)
    .describe('Port on which the node listens for its peer; 0 takes a free one.'),
  exchangeMode: z
    .enum(['push', 'pull'])
    .default('push')
    .describe(
      '`push` sends to the peer; `pull` waits for the peer to fetch, for a node that cannot open connections outwards.',
    ),
  clockUnsynchronised: z
    .enum(['refuse', 'warn'])
    .default('refuse')
    .describe(
      'What a node does for its peer while the machine says that no time service keeps its clock: `refuse` signs nothing, `warn` only raises the alarm.',
    ),
  exchangeRequestsPerMinute: whole(60, 10_000_000)
    .default(60_000)
    .describe('Requests that the peer may make in a minute.'),
  screeningWorkers: whole(1, 64)
    .default(Math.max(1, availableParallelism() - 1))
    .describe('Threads that screen names.'),
  screeningThresholdBits: z.coerce
    .number()
    .min(0)
    .max(100)
    .default(defaultThresholdBits)
    .describe(
      'Evidence, in bits, from which a name match is a hit. The false alerts at each value are in `libs/names/README.md`.',
    ),
  askPartner: flag
    .default(false)
    .describe(
      'Ask the partner blindly about every manifest after screening, where an article lets the node ask by itself.',
    ),
  jobConcurrency: whole(1, 64).default(4).describe('Jobs that run at the same time.'),
  policyPack: z
    .enum(['eu-pnr', 'us-eu', 'icao-min', 'national'])
    .default('eu-pnr')
    .describe('Retention terms: how long data stays readable and when it is erased.'),
  sessionHours: whole(1, 24).default(12).describe('Longest life of a session, hours.'),
  sessionIdleMinutes: whole(5, 480)
    .default(60)
    .describe('Minutes without a request after which a session ends.'),
  requestsPerMinute: whole(60, 10_000_000)
    .default(6000)
    .describe('Requests that one signed-in officer or carrier may make in a minute.'),
  signInsPerMinute: whole(1, 10_000).default(20).describe('Sign-in attempts from one address in a minute.'),
  passkeyRpId: z
    .string()
    .regex(/^(?!\d+(\.\d+){3}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/)
    .default('localhost')
    .describe(
      'The name that passkeys are bound to: the console’s host name or a domain above it, never an IP address. Changing it makes all passkeys useless.',
    ),
  passkeyOrigins: optional.describe(
    'Addresses of the console at which passkeys are accepted, separated by commas. Default: `passkeyRpId` with the port (on `localhost`), or with HTTPS.',
  ),
  oidcIssuer: optional.describe(
    'Issuer address of the ministry’s OpenID Connect service. Unset: no sign-in through it.',
  ),
  oidcClientId: z.string().default('jisr').describe('This node’s client identifier at that service.'),
  oidcClientSecret: optional.describe('The client’s secret. Unset: a public client with PKCE alone.'),
  oidcNameEn: z
    .string()
    .default('Ministry')
    .describe('The service’s name on the sign-in button, in English.'),
  oidcNameAr: z.string().default('الوزارة').describe('The service’s name on the sign-in button, in Arabic.'),
  oidcUsernameClaim: z
    .string()
    .default('preferred_username')
    .describe('Claim that becomes the user name of an account made at the first sign-in.'),
  oidcRolesClaim: z.string().default('groups').describe('Claim (a list of words) that roles are taken from.'),
  oidcRoles: z
    .string()
    .regex(/^([^=,]+=[a-z-]+(,|$))*$/)
    .default('')
    .describe(
      'Which word gives which role, for example `border-desk=border-officer,liaison=liaison-officer`. Applied at every sign-in through the service.',
    ),
  oidcCreateAccounts: flag
    .default(false)
    .describe('True to make an account at the first sign-in of a person with at least one mapped role.'),
  logLevel: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least severe line that is logged.'),
});

export type Config = Omit<z.infer<typeof ConfigSchema>, 'dropFolder' | 'listFolder'> & {
  readonly dropFolder: string;
  readonly listFolder: string;
};

/** The environment variable of a setting: `screeningWorkers` is `JISR_SCREENING_WORKERS`. */
export const variableOf = (key: string): string =>
  `JISR_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/**
 * Reads the settings.
 *
 * @param environment usually `process.env`; `JISR_CONFIG` names the optional file (default `jisr.json` where it exists)
 * @throws Error `CONFIG_INVALID` with one line for each wrong setting, naming its variable, in both languages
 * @example
 * readConfig({ JISR_PORT: '0', JISR_COUNTRY: 'USA' }).port // 0
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given: Record<string, unknown> = readFile(environment.JISR_CONFIG);
  for (const key of Object.keys(ConfigSchema.shape)) {
    const value = environment[variableOf(key)];
    if (value !== undefined && value !== '') given[key] = value;
  }
  const parsed = ConfigSchema.strict().safeParse(given);
  if (!parsed.success) throw invalid(parsed.error.issues);
  if ((parsed.data.tlsCert === null) !== (parsed.data.tlsKey === null))
    throw configError(
      'JISR_TLS_CERT and JISR_TLS_KEY belong together: give both or neither.',
      'الإعدادان JISR_TLS_CERT وJISR_TLS_KEY متلازمان: حدّدهما معًا أو اتركهما معًا.',
    );
  const dataDir = resolve(parsed.data.dataDir);
  return {
    ...parsed.data,
    dataDir,
    dropFolder: resolve(parsed.data.dropFolder ?? join(dataDir, 'drop')),
    listFolder: resolve(parsed.data.listFolder ?? join(dataDir, 'lists')),
  };
}

function readFile(named: string | undefined): Record<string, unknown> {
  const path = named ?? 'jisr.json';
  if (!existsSync(path)) {
    if (named)
      throw configError(
        `The configuration file ${named} does not exist.`,
        `ملف الإعدادات ${named} غير موجود.`,
      );
    return {};
  }
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // What the parser says of the place could quote a secret of the file.
    throw configError(
      `The configuration file ${path} must hold one JSON object.`,
      `يجب أن يحتوي ملف الإعدادات ${path} على كائن JSON واحد.`,
    );
  }
}

function invalid(issues: readonly z.core.$ZodIssue[]): Error {
  const lines = issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const keys = issue.keys.join(', ');
      return { en: `  unknown setting: ${keys}`, ar: `  إعداد غير معروف: ${keys}` };
    }
    const variable = variableOf(issue.path.join('.'));
    const said = issue.code === 'custom' ? 'يلزم 32 بايتًا بترميز base64' : arabicFault({ ...issue });
    return { en: `  ${variable}: ${issue.message}`, ar: `  ${variable}: ${said}` };
  });
  const told = (title: string, language: 'en' | 'ar') =>
    [title, ...lines.map((line) => line[language])].join('\n');
  return configError(told('The configuration is not valid:', 'en'), told('الإعدادات غير صالحة:', 'ar'));
}

const configError = (en: string, ar: string): Error =>
  Object.assign(new Error(en), { code: 'CONFIG_INVALID', text: { en, ar } });
