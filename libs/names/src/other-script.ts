import { familyTable } from './family-table.ts';

/** A name written in the other script by rule: a reading aid beside the supplied name, never in its place. */
export interface OtherScript {
  readonly text: string;
  readonly lang: 'ar' | 'en';
  readonly source: 'generated';
}

const arabicOf = new Map<string, string>();
const latinOf = new Map<string, string>();
for (const line of familyTable.split('\n')) {
  const arabic = /^[\u0600-\u06ff ]+/.exec(line)?.[0].trim();
  if (!arabic) continue;
  const forms = line
    .slice(arabic.length)
    .trim()
    .split(' ')
    .filter((form) => form !== '' && form !== '_');
  for (const form of forms) if (!arabicOf.has(form)) arabicOf.set(form, arabic);
  if (forms[0] && !latinOf.has(arabic)) latinOf.set(arabic, forms[0].replaceAll('_', ' '));
}

/** Longest first; vowels inside a word are written, as the Arabic press writes foreign names. */
const toArabic: readonly (readonly [string, string])[] = [
  ...(['sch:ش', 'tch:تش', 'sh:ش', 'kh:خ', 'th:ث', 'dh:ذ', 'gh:غ', 'ch:تش', 'ph:ف', 'ck:ك', 'qu:كو'] as const),
  ...([
    'oo:و',
    'ou:و',
    'ee:ي',
    'ea:ي',
    'ei:ي',
    'ai:اي',
    'ay:اي',
    'au:او',
    'aw:او',
    'ew:يو',
    'ie:ي',
    'ia:يا',
  ] as const),
  ...(['a:ا', 'b:ب', 'c:ك', 'd:د', 'e:ي', 'f:ف', 'g:غ', 'h:ه', 'i:ي', 'j:ج', 'k:ك', 'l:ل', 'm:م'] as const),
  ...(['n:ن', 'o:و', 'p:ب', 'q:ق', 'r:ر', 's:س', 't:ت', 'u:و', 'v:ف', 'w:و', 'x:كس', 'y:ي', 'z:ز'] as const),
].map((pair) => pair.split(':') as [string, string]);

const toLatin: Readonly<Record<string, string>> = Object.fromEntries(
  'ا:a أ:a إ:i آ:aa ب:b ت:t ث:th ج:j ح:h خ:kh د:d ذ:dh ر:r ز:z س:s ش:sh ص:s ض:d ط:t ظ:z ع:a غ:gh ف:f ق:q ك:k ل:l م:m ن:n ه:h و:u ي:i ى:a ة:a ء: ؤ:u ئ:i پ:p چ:ch ژ:zh ڤ:v گ:g ک:k ی:i ې:e ټ:t ډ:d ړ:r ښ:sh ځ:z څ:ts ٹ:t ڈ:d ڑ:r ں:n ہ:h ھ:h ے:e'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

const articles = new Set(['al', 'el', 'ul', 'as', 'ar', 'az', 'an', 'ash', 'ad', 'at']);
const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text);

/**
 * The name in the other script: known names by the spelling families, the rest letter by letter.
 *
 * @returns null where nothing can be said (neither Latin nor Arabic letters)
 * @example otherScript('MOHAMED ALI')?.text; // 'محمد علي'
 */
export const otherScript = (text: string): OtherScript | null => {
  const words = text
    .normalize('NFC')
    .split(/[\s/<,]+/u)
    .filter((word) => word !== '');
  if (isArabic(text)) {
    const latin = words.map(latinWord).filter((word) => word !== '');
    return latin.length > 0 ? { text: latin.join(' '), lang: 'en', source: 'generated' } : null;
  }
  if (!/\p{Script=Latin}/u.test(text)) return null;
  const arabic = arabicWords(words.flatMap((word) => word.split(/[-‐–]/u)));
  return arabic === '' ? null : { text: arabic, lang: 'ar', source: 'generated' };
};

const fold = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();

/** The article is written together with its word: al Khalifa is الخليفة. */
const arabicWords = (words: readonly string[]): string => {
  let article = '';
  const written: string[] = [];
  for (const word of words.map(fold)) {
    if (word === '') continue;
    if (articles.has(word)) {
      article = 'ال';
      continue;
    }
    written.push(article + arabicWord(word));
    article = '';
  }
  return written.join(' ');
};

const arabicWord = (word: string): string => {
  const known = arabicOf.get(word);
  if (known) return known;
  const bare = /^(al|el)(.{4,})$/.exec(word);
  const inner = bare ? arabicOf.get(bare[2]!) : undefined;
  return inner ? `ال${inner}` : spellArabic(word);
};

const spellArabic = (word: string): string => {
  let rest = word.replace(/([^aeiou])\1/g, '$1');
  let written = '';
  if (/^[eiou]/.test(rest)) written = /^[ei]/.test(rest) ? 'إ' : 'أ';
  while (rest !== '') {
    const rule = toArabic.find(([latin]) => rest.startsWith(latin));
    // A final e is silent more often than not; a short vowel after the first letter is not written twice.
    if (rule && !(rest === 'e' && written.length > 1)) written += rule[1];
    rest = rest.slice(rule ? rule[0].length : 1);
  }
  return written;
};

const latinWord = (word: string): string => {
  const bare = word.normalize('NFKC').replace(/[\u064b-\u065f\u0670\u0640]/g, '');
  const folded = bare.replace(/[أإآٱ]/g, 'ا');
  const known = latinOf.get(bare) ?? latinOf.get(folded);
  if (known) return capital(known);
  if (/^ال.{2,}/.test(folded)) {
    const inner = folded.slice(2);
    return `Al-${capital(latinOf.get(inner) ?? spellLatin(inner))}`;
  }
  return capital(spellLatin(bare));
};

/** Unwritten short vowels are shown as `a` between two consonants, the likeliest one. */
const spellLatin = (word: string): string => {
  const letters = [...word].map((letter) => toLatin[letter] ?? '').filter((letter) => letter !== '');
  return letters.reduce((written, letter) => {
    const clash = /[^aeiou]$/.test(written) && /^[^aeiou]/.test(letter);
    return written + (clash ? 'a' : '') + letter;
  }, '');
};

const capital = (word: string): string =>
  word
    .split(' ')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
