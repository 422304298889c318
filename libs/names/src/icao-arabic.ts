/**
 * The Arabic transliteration of ICAO Doc 9303-3 §6 read backwards: an MRZ such as `MXHMD<EBD<ALLH` holds
 * Arabic letters in a reversible code, and is matched as Arabic rather than as Latin.
 */
const codes: Readonly<Record<string, string>> = {
  XE: 'ء',
  XAA: 'آ',
  XAE: 'أ',
  U: 'ؤ',
  I: 'إ',
  XI: 'ئ',
  A: 'ا',
  B: 'ب',
  XTA: 'ة',
  XAH: 'ة',
  T: 'ت',
  XTH: 'ث',
  J: 'ج',
  XH: 'ح',
  XKH: 'خ',
  D: 'د',
  XDH: 'ذ',
  R: 'ر',
  Z: 'ز',
  S: 'س',
  XSH: 'ش',
  XSS: 'ص',
  XDZ: 'ض',
  XTT: 'ط',
  XZZ: 'ظ',
  E: 'ع',
  G: 'غ',
  F: 'ف',
  Q: 'ق',
  K: 'ك',
  L: 'ل',
  M: 'م',
  N: 'ن',
  H: 'ه',
  W: 'و',
  XAY: 'ى',
  Y: 'ي',
  XXA: 'ٱ',
  XXT: 'ٹ',
  XRT: 'ټ',
  P: 'پ',
  XKE: 'ځ',
  XXH: 'څ',
  XC: 'چ',
  XXD: 'ڈ',
  XDR: 'ډ',
  XXR: 'ڑ',
  XRR: 'ړ',
  XRX: 'ږ',
  XJ: 'ژ',
  XXS: 'ښ',
  XKK: 'ک',
  XXK: 'ګ',
  XNG: 'ڭ',
  XGG: 'گ',
  XNN: 'ڼ',
  XDO: 'ھ',
  XYH: 'ۀ',
  XXG: 'ہ',
  XGE: 'ۂ',
  XTG: 'ۃ',
  XYA: 'ی',
  XXY: 'ۍ',
  XYB: 'ے',
  XBE: 'ۓ',
  XW: 'ؤ',
  XXN: 'ں',
};

const decodeWord = (word: string): { readonly text: string; readonly escapes: number } | null => {
  let text = '';
  let escapes = 0;
  let at = 0;
  while (at < word.length) {
    const width =
      word[at] === 'X'
        ? [3, 2].find((n) => codes[word.slice(at, at + n)] !== undefined && word.length >= at + n)
        : 1;
    const letter = width === undefined ? undefined : codes[word.slice(at, at + width)];
    if (letter === undefined) return null;
    if (width !== 1) escapes += 1;
    text += letter;
    at += width!;
  }
  return { text, escapes };
};

/**
 * Decodes a name in the ICAO Arabic code, or says null where it isn't one: an ordinary Latin name has no
 * X-escape, or vowels where the Arabic code has none (travel-documents.md §1: never the only reading).
 */
export const decodeIcaoArabic = (name: string): string | null => {
  if (!/^[A-Z< /]+$/.test(name) || !name.includes('X')) return null;
  const words = name.split(/[< /]+/).filter((word) => word !== '');
  const out: string[] = [];
  let escapes = 0;
  for (const word of words) {
    const decoded = decodeWord(word);
    if (decoded === null) return null;
    out.push(decoded.text);
    escapes += decoded.escapes;
  }
  return escapes > 0 ? out.join(' ') : null;
};
