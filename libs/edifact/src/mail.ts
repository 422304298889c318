/** Bytes taken out of a wrapper, and for each the place in the input where it came from. */
export interface UnwrappedBytes {
  readonly bytes: Uint8Array;
  readonly origin: Uint32Array | null;
  readonly decoded: boolean;
}

interface MimePart {
  readonly encoding: 'base64' | 'quoted-printable' | 'plain';
  readonly html: boolean;
  readonly start: number;
  readonly end: number;
}

/** A growing byte buffer that remembers origins; a decoded form is never longer than its encoded one. */
interface Sink {
  readonly bytes: Uint8Array;
  readonly origin: Uint32Array;
  length: number;
}

function createSink(capacity: number): Sink {
  return { bytes: new Uint8Array(capacity), origin: new Uint32Array(capacity), length: 0 };
}

function put(sink: Sink, byte: number, from: number): void {
  sink.bytes[sink.length] = byte;
  sink.origin[sink.length] = from;
  sink.length++;
}

function base64Value(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  if (code === 43) return 62;
  return code === 47 ? 63 : -1;
}

function decodeBase64(bytes: Uint8Array, part: MimePart, sink: Sink): void {
  let bits = 0;
  let held = 0;
  for (let i = part.start; i < part.end; i++) {
    const value = base64Value(bytes[i]!);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    put(sink, (bits >> held) & 0xff, i);
  }
}

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code & 0xdf;
  return letter >= 65 && letter <= 70 ? letter - 55 : -1;
}

function decodeQuotedPrintable(bytes: Uint8Array, part: MimePart, sink: Sink): void {
  for (let i = part.start; i < part.end; i++) {
    const byte = bytes[i]!;
    if (byte !== 0x3d) {
      put(sink, byte, i);
      continue;
    }
    // RFC 2045 §6.7: "=" at the end of a line (blanks may follow) is a soft break.
    let next = i + 1;
    while (bytes[next] === 0x20 || bytes[next] === 0x09) next++;
    if (bytes[next] === 0x0d || bytes[next] === 0x0a) {
      i = bytes[next] === 0x0d && bytes[next + 1] === 0x0a ? next + 1 : next;
      continue;
    }
    const high = i + 2 < part.end ? hexValue(bytes[i + 1]!) : -1;
    const low = i + 2 < part.end ? hexValue(bytes[i + 2]!) : -1;
    if (high < 0 || low < 0) put(sink, byte, i);
    else {
      put(sink, high * 16 + low, i);
      i += 2;
    }
  }
}

function copy(bytes: Uint8Array, part: MimePart, sink: Sink): void {
  for (let i = part.start; i < part.end; i++) put(sink, bytes[i]!, i);
}

function parameterOf(header: string, name: string): string | null {
  const at = header.toLowerCase().indexOf(`${name}=`);
  if (at < 0) return null;
  const rest = header.slice(at + name.length + 1);
  if (rest.startsWith('"')) return rest.slice(1).split('"', 1)[0] ?? null;
  return rest.split(/[;\s]/, 1)[0] ?? null;
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    lines.push({
      start,
      end: Math.min(end + 1, text.length),
      text: text.slice(start, end).replace(/\r$/, ''),
    });
    start = end + 1;
  }
  return lines;
}

/** Parts nest; nobody nests deeper, and each line is compared with every boundary. */
const mostBoundaries = 32;

/** One walk over the lines: header blocks (RFC 5322) up to a blank line, then a body up to the next boundary. */
function findParts(text: string): MimePart[] {
  const parts: MimePart[] = [];
  const boundaries: string[] = [];
  let header: string[] | null = [];
  let open: { encoding: MimePart['encoding']; html: boolean; start: number } | null = null;
  const isBoundary = (line: string) =>
    line.startsWith('--') && boundaries.some((b) => line.startsWith(`--${b}`));
  for (const line of linesOf(text)) {
    if (isBoundary(line.text)) {
      if (open !== null) parts.push({ ...open, end: line.start });
      open = null;
      header = [];
    } else if (header !== null && line.text.trim() === '') {
      const block = header.join('\n');
      const boundary = parameterOf(block, 'boundary');
      if (boundary !== null && boundary !== '' && boundaries.length < mostBoundaries)
        boundaries.push(boundary);
      const named = /content-transfer-encoding:[ \t]*(base64|quoted-printable)/i
        .exec(block)?.[1]
        ?.toLowerCase();
      const encoding = named === 'base64' || named === 'quoted-printable' ? named : 'plain';
      open = { encoding, html: /content-type:[ \t]*text\/html/i.test(block), start: line.end };
      // A first block without mail headers is text before the mail; keep looking for headers.
      header = block.includes(':') ? null : [];
    } else header?.push(line.text);
  }
  if (open !== null) parts.push({ ...open, end: text.length });
  return parts;
}

function holdsEnvelope(sink: Sink, from: number): boolean {
  return new TextDecoder('windows-1252').decode(sink.bytes.subarray(from, sink.length)).includes('UNB');
}

function decodeParts(bytes: Uint8Array, parts: readonly MimePart[]): Sink {
  const sink = createSink(bytes.length + parts.length);
  let found = false;
  // Of a multipart/alternative the text form is taken; the HTML form repeats it.
  for (const part of [...parts.filter((p) => !p.html), ...parts.filter((p) => p.html)]) {
    if (part.html && found) continue;
    const from = sink.length;
    if (part.encoding === 'base64') decodeBase64(bytes, part, sink);
    else if (part.encoding === 'quoted-printable') decodeQuotedPrintable(bytes, part, sink);
    else copy(bytes, part, sink);
    put(sink, 0x0a, part.end);
    found ||= holdsEnvelope(sink, from);
  }
  return sink;
}

/** What makes the parts of a mail matter: an encoding to undo, or the same text in two forms. */
const structured =
  /content-(?:transfer-encoding:[ \t]*(?:base64|quoted-printable)|type:[ \t]*multipart\/alternative)/i;

/**
 * Decodes the base64 and quoted-printable bodies of a MIME mail (RFC 2045 §6), and of a text in two forms takes one.
 * Input without such a header comes back untouched.
 * @example unwrapMail(new TextEncoder().encode("UNB+UNOA:4")).decoded // false
 */
export function unwrapMail(bytes: Uint8Array): UnwrappedBytes {
  const text = new TextDecoder('windows-1252').decode(bytes);
  if (!structured.test(text)) return { bytes, origin: null, decoded: false };
  const sink = decodeParts(bytes, findParts(text));
  return {
    bytes: sink.bytes.subarray(0, sink.length),
    origin: sink.origin.subarray(0, sink.length),
    decoded: true,
  };
}
