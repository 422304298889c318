import anyAscii from 'any-ascii';

/** Scripts other than Latin and Arabic; phonetic, in the English habit. */

const pairs = (text: string): [string, string][] =>
  text.split(' ').map((pair) => {
    const [letter, ...latin] = [...pair];
    return [letter!, latin.join('')];
  });

const table = new Map<string, string>([
  // Cyrillic (Russian, Ukrainian, Belarusian, Serbian, Central Asian); ICAO Doc 9303-3 §6 table B, simplified.
  ...pairs(
    'аa бb вv гg дd еe ёyo жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya',
  ),
  ...pairs('іi їi єye ґg ўu ђdj јj љl њn ћch џj қq ғgh ңng өo ұu үu һh әa ҳh ҷj ӯu ӣi ѓg ќk ѕdz'),
  // Greek
  ...pairs('αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo'),
  // Hebrew (consonants; vav and yod as the vowels that they usually are)
  ...pairs('אa בb גg דd הh וv זz חh טt יy כk ךk לl מm םm נn ןn סs ע פp ףf צts ץts קk רr שsh תt'),
  // Armenian
  ...pairs(
    'աa բb գg դd եe զz էe ըe թt ժzh իi լl խkh ծts կk հh ձdz ղgh ճch մm յy նn շsh ոo չch պp ջj ռr սs վv տt րr ցts ւv փp քk օo ֆf',
  ),
  // Georgian
  ...pairs(
    'აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟzh რr სs ტt უu ფp ქk ღgh ყq შsh ჩch ცts ძdz წts ჭch ხkh ჯj ჰh',
  ),
]);

// Kana by rows (modified Hepburn); katakana is hiragana + 0x60.
const kana =
  'あa いi うu えe おo かka きki くku けke こko さsa しshi すsu せse そso たta ちchi つtsu てte とto なna にni ぬnu ねne のno はha ひhi ふfu へhe ほho まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro わwa をo んn がga ぎgi ぐgu げge ごgo ざza じji ずzu ぜze ぞzo だda ぢji づzu でde どdo ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo ゃya ゅyu ょyo ぁa ぃi ぅu ぇe ぉo っ ー';
for (const [letter, latin] of pairs(kana)) {
  table.set(letter, latin);
  const code = letter.codePointAt(0)!;
  if (code < 0x3097) table.set(String.fromCodePoint(code + 0x60), latin);
}

// Hangul by its arithmetic (Unicode §3.12) and the Revised Romanisation.
const initials = 'g kk n d tt r m b pp s ss  j jj ch k t p h'.split(' ');
const medials = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const finals = ' k k ks n nj n t l lk lm lp ls lt lp l m p ps t t ng t t k t p t'.split(' ');

const hangul = (code: number): string => {
  const at = code - 0xac00;
  return initials[Math.floor(at / 588)]! + medials[Math.floor(at / 28) % 21]! + finals[at % 28]!;
};

// Digits of other scripts and the Latin ones carry meaning in names of organisations only.
/** The Latin reading of one lower-case letter, or null where this table has none. */
export const romaniseLetter = (letter: string): string | null => {
  const code = letter.codePointAt(0)!;
  if (code >= 0xac00 && code <= 0xd7a3) return hangul(code);
  return table.get(letter) ?? null;
};

// Scripts whose letters any-ascii reads (ADR 0006): the Brahmic ones, Ethiopic, and Han characters by their Chinese reading.
const foreign = /[\u0900-\u109f\u1200-\u139f\u1780-\u17ff\p{Script=Han}]/u;
const indian = /^[\u0900-\u0dff]$/u;
const mark = /^\p{M}$/u;
const virama = /^[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca]$/u;
// They follow the vowel, written or not: nasals, and the breath.
const afterVowel =
  /^[\u0901-\u0903\u0981-\u0983\u0a01-\u0a03\u0a70\u0a81-\u0a83\u0b01-\u0b03\u0b82\u0c00-\u0c03\u0c81-\u0c83\u0d02\u0d03\u0d82\u0d83]$/u;
const nasal =
  /^[\u0901\u0902\u0981\u0982\u0a01\u0a02\u0a70\u0a81\u0a82\u0b01\u0b02\u0c01\u0c02\u0c81\u0c82\u0d02\u0d82]$/u;
// Thai and Lao write these vowels before the consonant that they are spoken after.
const vowelBefore = /([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])/gu;
/** Hindi and its neighbours don't speak the unwritten vowel at the end of a word; the southern scripts do. */
const southern = (letter: string): boolean => letter >= '\u0b00';

const isConsonant = (letter: string): boolean => /[b-df-hj-np-tv-z]$/.test(anyAscii(letter).toLowerCase());
const isVowelSign = (letter: string): boolean =>
  mark.test(letter) && !virama.test(letter) && !afterVowel.test(letter);

/**
 * Where the vowel of a consonant is not spoken though none is written: in the north at the end of a word, and between
 * two spoken vowels (रहमान is Rahman), except after a cluster.
 */
const isSilent = (letters: readonly string[], at: number): boolean => {
  if (southern(letters[at]!) || at === 0 || virama.test(letters[at - 1]!)) return false;
  const next = letters[at + 1];
  return next === undefined || (isConsonant(next) && isVowelSign(letters[at + 2] ?? ''));
};

/** A letter of an Indian script with the vowel `a` that is spoken where none is written (Unicode §12.1). */
const readIndian = (letters: readonly string[], at: number): string => {
  const letter = letters[at]!;
  const next = letters[at + 1] ?? '';
  if (nasal.test(letter)) return /^[bmp]/.test(anyAscii(next)) || next === '' ? 'm' : 'n';
  const latin = anyAscii(letter).toLowerCase();
  if (mark.test(letter) || !isConsonant(letter)) return latin;
  const written = mark.test(next) && !afterVowel.test(next);
  return written || isSilent(letters, at) ? latin : `${latin}a`;
};

/** True where a word has letters of a script that is read as a whole word. */
export const isForeign = (word: string): boolean => foreign.test(word);

/**
 * The Latin reading of a word in a script that travel documents show beside the Latin one: Devanagari, Bengali, Tamil,
 * Thai, Ethiopic and their neighbours; Han characters by their Chinese reading, in Pinyin without tones.
 */
export const romaniseWord = (word: string): string => {
  const letters = [...word.normalize('NFC').replace(vowelBefore, '$2$1')];
  return letters
    .map((letter, at) =>
      indian.test(letter)
        ? readIndian(letters, at)
        : foreign.test(letter)
          ? anyAscii(letter).toLowerCase()
          : letter,
    )
    .join('');
};

const han = /^\p{Script=Han}{2,4}$/u;
// Surnames of two characters; all others have one.
const longSurnames = new Set(
  '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 长孙 長孫 司徒 东方 東方 独孤 獨孤'.split(
    ' ',
  ),
);

/** `王伟`: surname and given names of a Chinese name, which is written without a blank. */
export const cutHanName = (word: string): readonly string[] => {
  if (!han.test(word)) return [word];
  const letters = [...word];
  const surname = letters.length > 2 && longSurnames.has(letters.slice(0, 2).join('')) ? 2 : 1;
  return [letters.slice(0, surname).join(''), letters.slice(surname).join('')];
};
