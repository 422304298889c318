import { gluedTitles, leadingTitle, nameEndings, namesLikeTitles, titles } from './titles.ts';

/** A name as read from the components of C080. */
export interface PersonName {
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly givenNameParts: readonly string[];
  readonly title: string | null;
  readonly raw: string;
  readonly maybeTruncated: boolean;
}

/** What systems write where a name is not known. */
const unknownNames = new Set(['FNU', 'LNU', 'NFN', 'NLN', 'UNKNOWN', 'N/A']);
/** Lengths at which systems cut names: MRZ and host limits, and C080's own an..35. */
const cutLengths = new Set([30, 35, 39]);

const ordinary = /^[A-Za-z'.-]+(?: [A-Za-z'.-]+)*$/;

function isUnknown(part: string): boolean {
  const known = /^[A-Za-z]/.test(part) || /[\p{L}\p{N}\ufffd]/u.test(part);
  return !known || (part.length <= 7 && unknownNames.has(part.toUpperCase()));
}

function clean(part: string): string {
  if (part === '' || ordinary.test(part)) return part;
  // Fillers of the MRZ are blanks; direction marks are typography, not name.
  return part
    .replace(/</g, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

interface Stripped {
  readonly name: string;
  readonly title: string | null;
}

function isName(token: string): boolean {
  const bare = token.replace(/^(?:AL|EL)[- ]?/, '');
  return (
    namesLikeTitles.has(token) || namesLikeTitles.has(bare) || nameEndings.some((e) => token.endsWith(e))
  );
}

function stripGlued(name: string, gender: string | null): Stripped {
  const upper = name.toUpperCase();
  const token = upper.slice(upper.lastIndexOf(' ') + 1);
  if (isName(token)) return { name, title: null };
  for (const title of gluedTitles) {
    if (!token.endsWith(title)) continue;
    const implied = titles[title];
    // A title that contradicts the declared gender is the end of a name.
    const contradicts = implied && (gender === 'M' || gender === 'F') && implied !== gender;
    if (contradicts || token.length - title.length < 2) continue;
    return { name: name.slice(0, name.length - title.length).trim(), title };
  }
  return stripLeading(name, gender);
}

function stripLeading(name: string, gender: string | null): Stripped {
  const [, title, rest] = leadingTitle.exec(name.toUpperCase()) ?? [];
  if (title === undefined || rest === undefined) return { name, title: null };
  const implied = titles[title];
  if (implied && (gender === 'M' || gender === 'F') && implied !== gender) return { name, title: null };
  return { name: name.slice(title.length), title };
}

function titleOf(token: string | undefined): string | null {
  if (token === undefined) return null;
  const bare = token.toUpperCase().replace(/\.$/, '');
  return Object.hasOwn(titles, bare) ? bare : null;
}

function stripTitle(name: string, gender: string | null): Stripped {
  const tokens = name.split(' ');
  if (tokens.length > 1) {
    let kept = tokens.length;
    while (kept > 1 && titleOf(tokens[kept - 1]) !== null) kept--;
    const last = tokens.slice(kept).map((token) => titleOf(token));
    if (last.length > 0) return { name: tokens.slice(0, kept).join(' '), title: last.join(' ') };
    const first = titleOf(tokens[0]);
    if (first !== null) return { name: tokens.slice(1).join(' '), title: first };
  }
  return stripGlued(name, gender);
}

/** A name that stands in one component whole: `CLARK/MICHAEL`, or as the MRZ has it, `CLARK<<MICHAEL<JOHN`. */
function splitWhole(components: readonly string[]): readonly string[] {
  const filled = components.filter((c) => c.trim() !== '');
  const only = filled.length === 1 ? filled[0]! : '';
  const whole = /^([^/]+)\/(.+)$/.exec(only) ?? /^([^<]+(?:<[^<]+)*)<<([^<].*)$/.exec(only.trim());
  return whole === null || isUnknown(only.trim()) ? components : [whole[1]!, whole[2]!];
}

function takeTitle(
  given: readonly string[],
  gender: string | null,
): { parts: string[]; title: string | null } {
  const parts = given.filter((part) => !isUnknown(part));
  const own = titleOf(parts.at(-1));
  if (own !== null) return { parts: parts.slice(0, -1), title: own };
  const last = parts.at(-1);
  if (last === undefined) return { parts, title: null };
  // The title ends the whole name, or was glued to the first given name when a second one follows.
  const stripped = stripTitle(last, gender);
  if (stripped.title !== null)
    return { parts: [...parts.slice(0, -1), stripped.name], title: stripped.title };
  if (parts.length === 1) return { parts, title: null };
  const head = parts[0]!.split(' ');
  const inner = head.length > 1 ? titleOf(head.at(-1)) : null;
  return inner === null
    ? { parts, title: null }
    : { parts: [head.slice(0, -1).join(' '), ...parts.slice(1)], title: inner };
}

/**
 * Reads a name (C080: surname, given, second …). One trailing title is taken off the given names, only where at
 * least two letters remain and the rest is not itself a name; the raw text is kept.
 * @param gender declared gender, which tells ADAMS from ADA MS
 * @example readPersonName(['CLARK', 'MICHAEL MR'], null) // surname 'CLARK', givenNames 'MICHAEL', title 'MR'
 */
export function readPersonName(components: readonly string[], gender: string | null): PersonName {
  const raw = components
    .map((c) => c.trim())
    .join(':')
    .replace(/:+$/, '');
  const [first = '', ...given] = splitWhole(components).map(clean);
  const { parts, title } = takeTitle(given, gender);
  const alone = parts.length === 0 && title === null ? stripSeparate(first) : { name: first, title };
  const surname = isUnknown(alone.name) ? '' : alone.name;
  const lengths = [
    surname.length,
    ...parts.map((p) => p.length),
    surname.length + 2 + parts.join(' ').length,
  ];
  return {
    surname: surname || null,
    givenNames: parts.join(' ') || null,
    givenNameParts: parts,
    title: alone.title,
    raw,
    maybeTruncated: lengths.slice(0, -1).some((n) => cutLengths.has(n)) || lengths.at(-1) === 39,
  };
}

/** `SMITH MR` without given names: only a separate title is taken off a surname. */
function stripSeparate(surname: string): Stripped {
  const tokens = surname.split(' ');
  const title = tokens.length > 1 ? titleOf(tokens.at(-1)) : null;
  return title === null ? { name: surname, title: null } : { name: tokens.slice(0, -1).join(' '), title };
}
