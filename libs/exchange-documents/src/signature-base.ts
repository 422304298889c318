import { type Component, componentText } from './signature-fields.ts';

/** A request as its signature sees it. */
export interface SignedRequest {
  readonly method: string;
  /** The URI that the sender addressed: the receiver's configured public URL and the path, never the `Host` header. */
  readonly targetUri: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** A response as its signature sees it, with the request that it answers. */
export interface SignedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly request: SignedRequest;
}

export type Message = SignedRequest | SignedResponse;

/**
 * The text that is signed (RFC 9421 §2.5): one line a component, then the parameters.
 *
 * @param parameters the inner list as it stands in `Signature-Input`
 * @returns the text, or the component that the message lacks
 * @example
 * signatureBase(request, [{ name: '@method', params: [] }], '("@method");created=1')
 */
export function signatureBase(
  message: Message,
  components: readonly Component[],
  parameters: string,
): { readonly text: string } | { readonly missing: string } {
  const lines: string[] = [];
  for (const component of components) {
    const value = componentValue(message, component);
    if (value === null) return { missing: componentText(component) };
    lines.push(`${componentText(component)}: ${value}`);
  }
  return { text: [...lines, `"@signature-params": ${parameters}`].join('\n') };
}

function componentValue(message: Message, { name, params }: Component): string | null {
  const asked = new Map(params);
  if (asked.has('req')) {
    if (!('request' in message)) return null;
    const rest = params.filter(([key]) => key !== 'req');
    return componentValue(message.request, { name, params: rest });
  }
  if (name.startsWith('@')) return params.length > 0 ? null : derived(message, name);
  const header = message.headers[name];
  if (header === undefined) return null;
  const key = asked.get('key');
  if (key === undefined) return params.length > 0 ? null : header.trim().replaceAll(/\s*\r?\n\s*/g, ' ');
  return typeof key === 'string' && params.length === 1 ? dictionaryMember(header, key) : null;
}

/** Derived components (RFC 9421 §2.2). */
function derived(message: Message, name: string): string | null {
  if ('status' in message) return name === '@status' ? String(message.status) : null;
  if (name === '@method') return message.method;
  if (name === '@target-uri') return message.targetUri;
  if (!URL.canParse(message.targetUri)) return null;
  const uri = new URL(message.targetUri);
  if (name === '@authority') return uri.host;
  if (name === '@path') return uri.pathname;
  return name === '@query' ? uri.search || '?' : null;
}

/** A byte sequence of a dictionary: the only kind of member that a signature is made over here. */
function dictionaryMember(header: string, key: string): string | null {
  for (const member of header.split(',')) {
    const found = /^ *([a-z*][a-z0-9_.*-]*)=(:[A-Za-z0-9+/=]*:) *$/.exec(member);
    if (found?.[1] === key) return found[2]!;
  }
  return null;
}
