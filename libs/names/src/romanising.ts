/** Alphabets other than Latin and Arabic, letter by letter; phonetic, in the English habit. */

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
