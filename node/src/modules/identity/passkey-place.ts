import type { Config } from '../../kernel/config.ts';

/** The relying party (WebAuthn §4): the name that passkeys are bound to and where the console stands under it. */
export interface PasskeyPlace {
  readonly rpId: string;
  /** The address of the console at which passkeys work; shown to whoever comes by another. */
  readonly origin: string;
  /** Whether a browser's origin is one of ours. */
  accepts(origin: string): boolean;
}

/**
 * @example
 * passkeyPlaceOf(readConfig({})).origin // 'http://localhost:8600'
 */
export function passkeyPlaceOf(
  config: Pick<Config, 'passkeyRpId' | 'passkeyOrigins' | 'port' | 'tlsCert'>,
): PasskeyPlace {
  const { passkeyRpId: rpId } = config;
  const given = config.passkeyOrigins?.split(',').map((origin) => origin.trim().replace(/\/$/, ''));
  if (given?.[0]) return { rpId, origin: given[0], accepts: (origin) => given.includes(origin) };
  const local = rpId === 'localhost';
  const scheme = config.tlsCert || !local ? 'https' : 'http';
  const origin = `${scheme}://${rpId}${local && config.port !== 0 ? `:${config.port}` : ''}`;
  // Port 0 takes a free one, which only the operating system knows: then any port of this very machine is ours.
  const anyPort = new RegExp(`^${scheme}://localhost:\\d+$`);
  const accepts = (one: string) => one === origin || (local && config.port === 0 && anyPort.test(one));
  return { rpId, origin, accepts };
}
