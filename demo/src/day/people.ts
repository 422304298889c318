import type { Region } from '../airlines.data.ts';
import type { Chance } from '../chance.ts';
import { NAME_POOLS } from '../names.data.ts';

/** A person of the invented world, as a carrier's system holds them. */
export interface Person {
  readonly surname: string;
  readonly given: string;
  readonly gender: 'M' | 'F';
  /** `YYYYMMDD`, or null where the carrier did not take it. */
  readonly birth: string | null;
  readonly nationality: string;
  readonly document: string;
  readonly expiry: string;
}

/** The Latin spellings of each name of a pool: what stands before the stroke; without strokes each word is a name. */
function namesOf(text: string): string[][] {
  const entries = text.includes('/')
    ? [...text.matchAll(/([A-Z'_,\- ]+)\/[\u0600-\u06ff ]+/g)].map((match) => match[1]!)
    : text.split(' ');
  return entries.map((entry) => entry.trim().replaceAll('_', ' ').split(','));
}

/** Somebody of a region, by chance. `family` shares a surname and a nationality. */
export function inventPerson(chance: Chance, region: Region, year: number, family?: Person): Person {
  const pool = NAME_POOLS[region];
  const gender = chance.odds(0.56) ? 'M' : 'F';
  const one = (text: string): string => chance.pick(chance.pick(namesOf(text)));
  const patronymic = (region === 'gulf' || region === 'levant' || region === 'egypt') && chance.odds(0.6);
  const given = `${one(gender === 'M' ? pool.men : pool.women)}${patronymic ? ` ${one(pool.men)}` : ''}`;
  const child = family !== undefined && chance.odds(0.5);
  const age = child ? chance.between(2, 16) : chance.between(19, 74);
  return {
    surname: family?.surname ?? one(pool.surnames),
    given,
    gender,
    birth: `${year - age}${two(chance.between(1, 12))}${two(chance.between(1, 28))}`,
    nationality: family?.nationality ?? chance.pick(statesOf(pool.states)),
    document: `${chance.letters('ABCDEFGHJKLMNPRSTUVWXYZ', 1)}${chance.letters('0123456789', 8)}`,
    expiry: `${chance.between(27, 35)}${two(chance.between(1, 12))}${two(chance.between(1, 28))}`,
  };
}

/** `BHR*6 SAU` as a bag to draw from. */
const statesOf = (text: string): string[] =>
  text.split(' ').flatMap((entry) => {
    const [state, times] = entry.split('*');
    return new Array<string>(Number(times ?? 1)).fill(state!);
  });

export const two = (number: number): string => String(number).padStart(2, '0');
