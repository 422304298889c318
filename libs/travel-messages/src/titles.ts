/** Titles that airline systems put behind a given name, with the gender they imply. One table for all languages. */
export const titles: Readonly<Record<string, 'M' | 'F' | null>> = {
  MR: 'M',
  MSTR: 'M',
  MRS: 'F',
  MS: 'F',
  MISS: 'F',
  DR: null,
  PROF: null,
  MME: 'F',
  MLLE: 'F',
  CHD: null,
  INF: null,
  HERR: 'M',
  FRAU: 'F',
  السيد: 'M',
  السيدة: 'F',
  الآنسة: 'F',
  الدكتور: null,
  الدكتورة: 'F',
};

/** Those that are also glued to the name without a blank. */
export const gluedTitles: readonly string[] = ['MSTR', 'MISS', 'PROF', 'MRS', 'MR', 'MS', 'DR'];

/** Those that are also glued to the front of one: a consonant follows, which no name that begins like them has. */
export const leadingTitle = /^(MSTR|MRS|MR)(?=[BCDFGHJKLMNPQRSTV])(.{6,})$/;

/** Names that end like a title and are not one: never cut (the article AL or EL may stand before them). */
export const namesLikeTitles: ReadonlySet<string> = new Set(
  (
    'BADR SADR QADR GHADR NADR HADR KHADR KHIDR HAIDR HAYDR BAIDR BAYDR BAHADR SHAMS HAMS QAMS ABUSHAMS NOORSHAMS ' +
    'NIMR NEMR SHIMR HAMR KHAMR JAMR SIDR BEDR KHEDR KHUDR SHEMS KHAMS RAMS SAMS WILLEMS AMR OMR QAMR SAMR SUMR TAMR THAMR ASMR SHAMR AAMR UMMR ADAMS WILLIAMS SIMMS THOMS ABRAMS TOMS HARMS HELMS AMMR LAMISS'
  ).split(' '),
);

/** Endings of names such as ALEKSANDR, ABDULQADR or KHAMISS that look like a title. */
export const nameEndings: readonly string[] = [
  'NDR',
  'IAMS',
  'ADAMS',
  'SHAMS',
  'BADR',
  'QADR',
  'KHADR',
  'AIDR',
  'AYDR',
  'KHAMISS',
  'KHEMISS',
  'KHMISS',
];
