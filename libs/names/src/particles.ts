/** The small words of names and what they do (names.md §3): tagged, never deleted. */

/**
 * What a part is to the name; its price when it is missing follows from it. `form` (a legal form), `generic` (an ordinary
 * word of organisations) and `acronym` are of organisations only. The order is part of the file format: append only.
 */
export const roles = ['name', 'particle', 'kunya', 'title', 'initial', 'form', 'generic', 'acronym'] as const;
export type PartRole = (typeof roles)[number];

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** The article written as its own word. */
export const articles = set('al el ul il ol aal ال');
/** The article assimilated to a sun letter: counts only before a part that begins with that letter. */
export const sunArticles = /^[aeiou](r|s|sh|t|d|z|n|th|dh|ch)$/;

const filiation = 'bin ben ibn ibnu bint bent binti binte ould oulad weld wuld ولد بن ابن بنت';
const western = 'de da do dos das del della di du la le los las van von der den ter ten y e i';
export const particles = set(`${filiation} ${western} oglu ogly kyzy`);

export const kunyas = set('abu abou abo abi bu umm oum um ابو ابي ابا ام');

export const titles = set(
  'mr mrs ms miss mstr mister dr prof sir haji hajji hajj haj alhaj alhajj hadji sheikh shaykh sheik shaikh cheikh mullah mulla mawlawi maulawi maulavi molavi moulavi maulvi ' +
    'sayyid sayed seyed syed sayyed eng general gen colonel col major maj brigadier brig captain capt lt lieutenant commander ustad ustaz qari hafiz jr sr ii iii iv ' +
    'الحاج حاج حاجي الشيخ شيخ ملا مولوي الدكتور دكتور السيد سيد اللواء العميد العقيد قاري حافظ استاذ',
);

/** Titles that airlines glue to the given names (IATA PADIS: MR, MRS, MS, MISS, MSTR, CHD, INF). */
export const gluedTitle = /^(.{3,}?)(mstr|miss|mrs|mr|ms|chd|inf|dr)$/;

const sun = 'r|s|z|d|t|n|sh|th|dh';
/** `abd`, `abdul`, `abdur`: the servant word, which makes one name with what follows. */
export const servantWord = new RegExp(`^(?:abd|عبد)(?:(?:ou|u|e|a|o)(?:l|${sun}))?$`);
/** The same glued: abdulrahman, abderrahmane, abdirahman; the article is left out of the symbols. */
export const servantGlued = new RegExp(`^abd(?:ou|u|e|a|o|i)(?:l(?!l?ah?$)|(${sun})(?=\\1))(?=.{3})`);
export const servantArabic = /^عبدال(?!له$)(?=..)/;

/** `allah` as a word of its own, and glued. */
export const divineWord = set('allah alah ullah ulla alla ollah olla الله لله');
export const divineGlued = /^(.{2,})(?:[uao]ll?ah?|الله)$/;

/** `al-din` as words and glued: nur al-din, noureddine, nuruddin, نورالدين. */
export const faithWord = /^(?:[aeu](?:l|d)?-?)?d(?:d)?(?:i|ee|ie|y)ne?$/;
export const faithGlued = /^(.{2,})[uaeo](?:l|d)d(?:i|ee|ie|y)ne?$/;
export const faithArabic = /^(.{2,})الدين$/;
