/** The two structured fields of RFC 9421 (RFC 8941 dictionaries), as far as a signature needs them: read in one pass. */

export interface Component {
  readonly name: string;
  /** Component parameters in order: `req`, `key`. */
  readonly params: readonly (readonly [string, string | true])[];
}

export interface SignatureInput {
  readonly label: string;
  readonly components: readonly Component[];
  readonly params: ReadonlyMap<string, string | number>;
  /** The member's value as it stands: the last line of the signature base is made of it, byte for byte. */
  readonly raw: string;
}

const FIELD = 4096;

/** A component as RFC 9421 §2 writes it: `"signature";req;key="jisr"`. */
export const componentText = ({ name, params }: Component): string =>
  `"${name}"${params.map(([key, value]) => (value === true ? `;${key}` : `;${key}="${value}"`)).join('')}`;

/**
 * Reads `Signature-Input`.
 *
 * @returns its members, or null when it is not one that RFC 9421 allows, or longer than 4 KiB
 * @example
 * readSignatureInput('jisr=("@method");created=1;keyid="k"')?.[0]?.label // 'jisr'
 */
export function readSignatureInput(text: string): SignatureInput[] | null {
  if (text.length > FIELD || !/^[\x20-\x7e]*$/.test(text)) return null;
  const members: SignatureInput[] = [];
  let at = 0;
  for (;;) {
    const label = match(/[a-z*][a-z0-9_.*-]*=/y, text, at);
    if (!label) return null;
    const start = at + label.length;
    const inner = readComponents(text, start);
    if (!inner) return null;
    const params = readParams(text, inner.end);
    if (!params) return null;
    members.push({
      label: label.slice(0, -1),
      components: inner.components,
      params: params.values,
      raw: text.slice(start, params.end),
    });
    if (params.end === text.length) return members;
    const comma = match(/ *, */y, text, params.end);
    if (!comma || members.length >= 8) return null;
    at = params.end + comma.length;
  }
}

/**
 * Reads `Signature`: label to base64.
 *
 * @returns the members, or null when it is not a dictionary of byte sequences
 */
export function readSignatures(text: string): Map<string, string> | null {
  if (text.length > FIELD) return null;
  const members = new Map<string, string>();
  for (const member of text.split(',')) {
    const found = /^ *([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/=]*): *$/.exec(member);
    if (!found || members.has(found[1]!)) return null;
    members.set(found[1]!, found[2]!);
  }
  return members;
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function readComponents(text: string, start: number) {
  if (text[start] !== '(') return null;
  const components: Component[] = [];
  let at = start + 1;
  while (text[at] !== ')') {
    const space = match(/ */y, text, at)!.length;
    if (components.length > 0 && space === 0) return null;
    at += space;
    if (text[at] === ')') break;
    const quoted = match(/"[a-z0-9@!#$%&'*+.^_`|~-]{1,100}"/y, text, at);
    if (!quoted) return null;
    at += quoted.length;
    const params: (readonly [string, string | true])[] = [];
    for (;;) {
      const param = match(/;[a-z]{1,10}(="[a-z0-9_.*-]{1,64}")?/y, text, at);
      if (!param) break;
      at += param.length;
      const [key, value] = param.slice(1).split('=');
      params.push([key!, value === undefined ? true : value.slice(1, -1)]);
    }
    components.push({ name: quoted.slice(1, -1), params });
  }
  return { components, end: at + 1 };
}

function readParams(text: string, start: number) {
  const values = new Map<string, string | number>();
  let at = start;
  for (;;) {
    const param = match(
      /; *[a-z*][a-z0-9_.*-]{0,30}=(?:"(?:[^"\\]|\\["\\])*"|-?[0-9]{1,15}(?![0-9.]))/y,
      text,
      at,
    );
    if (!param) return { values, end: at };
    at += param.length;
    const equals = param.indexOf('=');
    const name = param.slice(1, equals).trim();
    const value = param.slice(equals + 1);
    if (values.has(name)) return null;
    values.set(name, value[0] === '"' ? value.slice(1, -1).replaceAll(/\\(.)/g, '$1') : Number(value));
  }
}
