/** Birth dates as pairs of sortable numbers YYYYMMDD; an unknown month or day is 00 at the lower end, 99 at the upper. */
const oneDate = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/;
const yearRange = /^(\d{4})[/-](\d{4})$/;

/** One written birth date as [from, to], or null where it isn't one of the four forms. */
export const packBirthDate = (text: string): readonly [number, number] | null => {
  const range = yearRange.exec(text);
  if (range !== null) return [Number(range[1]) * 10_000, Number(range[2]) * 10_000 + 9999];
  const date = oneDate.exec(text);
  if (date === null) return null;
  const [, year, month = '00', day = '00'] = date;
  const from = Number(`${year}${month}${day}`);
  return [from, month === '00' ? from + 9999 : day === '00' ? from + 99 : from];
};

export const packBirthDates = (texts: readonly string[]): (readonly [number, number])[] =>
  texts.map(packBirthDate).filter((pair) => pair !== null);

/** Three letters A-Z as one number; 0 for anything else. */
export const packNation = (code: string): number =>
  /^[A-Z]{3}$/.test(code)
    ? 1 + [...code].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 65, 0)
    : 0;

export const unpackNation = (packed: number): string => {
  let rest = packed - 1;
  let out = '';
  for (let i = 0; i < 3; i++) {
    out = String.fromCharCode(65 + (rest % 26)) + out;
    rest = Math.floor(rest / 26);
  }
  return out;
};
