/** Text with the way back from each of its positions to the byte it came from. */
export interface DecodedText {
  readonly text: string;
  readonly charset: string;
  /** Bytes could not be read as declared and were replaced or read by the fallback. */
  readonly repaired: boolean;
  readonly offsetAt: (index: number) => number;
}

// ISO 9735 syntax identifiers -> the character set of the data (cargo.md §1).
const charsetOfSyntax: Readonly<Record<string, string>> = {
  UNOC: 'iso-8859-1',
  UNOD: 'iso-8859-2',
  UNOE: 'iso-8859-5',
  UNOF: 'iso-8859-7',
  UNOG: 'iso-8859-3',
  UNOH: 'iso-8859-4',
  UNOI: 'iso-8859-6',
  UNOJ: 'iso-8859-8',
  UNOK: 'iso-8859-9',
};

/** Length of the valid UTF-8 sequence at `i` (0 where there is none); overlong forms and surrogates are invalid. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const lead = bytes[i]!;
  const length =
    lead >= 0xc2 && lead <= 0xdf
      ? 2
      : lead >= 0xe0 && lead <= 0xef
        ? 3
        : lead >= 0xf0 && lead <= 0xf4
          ? 4
          : 0;
  if (length === 0 || i + length > bytes.length) return 0;
  for (let k = 1; k < length; k++) if ((bytes[i + k]! & 0xc0) !== 0x80) return 0;
  const second = bytes[i + 1]!;
  if (lead === 0xe0 && second < 0xa0) return 0;
  if (lead === 0xed && second > 0x9f) return 0;
  if (lead === 0xf0 && second < 0x90) return 0;
  if (lead === 0xf4 && second > 0x8f) return 0;
  return length;
}

interface Utf8Census {
  readonly valid: number;
  readonly invalid: number;
}

function takeCensus(bytes: Uint8Array): Utf8Census {
  let valid = 0;
  let invalid = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue;
    const length = sequenceLength(bytes, i);
    if (length === 0) invalid++;
    else {
      valid++;
      i += length - 1;
    }
  }
  return { valid, invalid };
}

/** Replaces every byte that is not UTF-8 by SUB, one byte each, so that positions stay countable. */
function replaceInvalid(bytes: Uint8Array): Uint8Array {
  const out = bytes.slice();
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue;
    const length = sequenceLength(bytes, i);
    const replacement = length === 3 && bytes[i] === 0xef && bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd;
    if (length === 0) out[i] = 0x1a;
    else if (replacement) out.fill(0x1a, i, i + 3);
    if (length > 0) i += length - 1;
  }
  return out;
}

/** UTF-8 text index -> byte offset, by a cursor that moves forward (readers ask in ascending order). */
function utf8Offsets(text: string, shift: number, replacementWidth: number): (index: number) => number {
  let atIndex = 0;
  let atOffset = shift;
  return (index) => {
    if (index < atIndex) {
      atIndex = 0;
      atOffset = shift;
    }
    for (; atIndex < index; atIndex++) {
      const code = text.charCodeAt(atIndex);
      // A surrogate pair is 4 bytes: 2 for each half.
      if (code < 0x80) atOffset += 1;
      else if (code < 0x800 || (code >= 0xd800 && code <= 0xdfff)) atOffset += 2;
      else atOffset += code === 0xfffd ? replacementWidth : 3;
    }
    return atOffset;
  };
}

function decodeUtf16(bytes: Uint8Array, label: 'utf-16le' | 'utf-16be', shift: number): DecodedText {
  const text = new TextDecoder(label, { ignoreBOM: true }).decode(bytes.subarray(shift));
  return { text, charset: label, repaired: false, offsetAt: (index) => shift + 2 * index };
}

/**
 * UTF-16 without its mark, as some mail gateways leave it: most of what stands there is ASCII, so every second byte
 * is NUL, and the other ones are not.
 */
function guessUtf16(bytes: Uint8Array): DecodedText | null {
  const sample = bytes.subarray(0, 512);
  let [even, odd] = [0, 0];
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  const pairs = sample.length >> 1;
  if (odd > pairs * 0.6 && even < pairs * 0.1) return decodeUtf16(bytes, 'utf-16le', 0);
  if (even > pairs * 0.6 && odd < pairs * 0.1) return decodeUtf16(bytes, 'utf-16be', 0);
  return null;
}

function findUtf16(bytes: Uint8Array): DecodedText | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 'utf-16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 'utf-16be', 2);
  return guessUtf16(bytes);
}

// Windows-1252, 0x80 to 0x9F. The decoder of the platform gives C1 controls there; U+FFFD is undefined.
const windows1252 =
  '\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd' +
  '\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178';

/** No text has C1 controls: where they come out of a Latin set, the sender wrote Windows-1252. */
function replaceControls(text: string, label: string): string {
  const latin = label === 'windows-1252' || label === 'iso-8859-1';
  return text.replace(/[\u0080-\u009f]/g, (char) =>
    latin ? windows1252[char.charCodeAt(0) - 0x80]! : '\ufffd',
  );
}

function decodeSingleByte(bytes: Uint8Array, label: string, declared: boolean, shift: number): DecodedText {
  const decoded = new TextDecoder(label, { ignoreBOM: true }).decode(bytes.subarray(shift));
  const text = replaceControls(decoded, label);
  return {
    text,
    charset: label,
    repaired: !declared || text.includes('\ufffd'),
    offsetAt: (index) => index + shift,
  };
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes);
  const syntax = /UNB *[^A-Za-z0-9 ] *(UNO[A-Z])/i.exec(head)?.[1]?.toUpperCase();
  return syntax === undefined ? undefined : charsetOfSyntax[syntax];
}

/**
 * Decodes message bytes: byte-order mark, UTF-8 where it is valid, else the character set of the UNB syntax
 * identifier, else UTF-8 with replacements (when most of it is UTF-8) or Windows-1252. Never throws.
 * @example decodeText(new TextEncoder().encode('UNB+UNOA')).text // 'UNB+UNOA'
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const utf16 = findUtf16(bytes);
  if (utf16 !== null) return utf16;
  const shift = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const census = takeCensus(bytes);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  if (census.invalid === 0) {
    const text = decoder.decode(bytes.subarray(shift));
    const ascii = census.valid === 0 || (shift === 3 && census.valid === 1);
    const offsetAt = ascii ? (index: number) => index + shift : utf8Offsets(text, shift, 3);
    return { text, charset: 'utf-8', repaired: false, offsetAt };
  }
  const declared = declaredCharset(bytes);
  // Letters of a single-byte set hardly ever look like UTF-8: a stray byte does not unmake it.
  const mostlyUtf8 = census.valid >= 4 * census.invalid;
  if (declared !== undefined && !mostlyUtf8) return decodeSingleByte(bytes, declared, true, shift);
  if (census.valid > census.invalid) {
    const text = decoder.decode(replaceInvalid(bytes).subarray(shift)).replaceAll('\u001a', '\ufffd');
    return { text, charset: 'utf-8', repaired: true, offsetAt: utf8Offsets(text, shift, 1) };
  }
  return decodeSingleByte(bytes, 'windows-1252', false, shift);
}
