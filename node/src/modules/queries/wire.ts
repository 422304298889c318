/** Bytes as text in contents: base64url without padding (RFC 4648 §5). */
export const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** The bytes of a text of {@link toText}. */
export const fromText = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));

/** Elements one after the other, as the curve takes them. */
export const joined = (texts: readonly string[]): Uint8Array =>
  new Uint8Array(Buffer.concat(texts.map((text) => Buffer.from(text, 'base64url'))));
