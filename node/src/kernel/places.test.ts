import { describe, expect, it } from 'vitest';
import { AIRPORTS, airport, toUtc, zoneOf } from './airports.ts';
import { COUNTRIES, countryName, toAlpha3 } from './countries.ts';

describe('toAlpha3', () => {
  it.each(['', ' ', '0', 'ZZZ', 'former Soviet Union', 'possibly Palestinian', 'x'.repeat(1000)])(
    'guesses nothing from %j',
    (text) => expect(toAlpha3(text)).toBeNull(),
  );

  it.each([
    ['bh', 'BHR'],
    ['048', 'BHR'],
    ['البحرين', 'BHR'],
    ['Korea, North', 'PRK'],
    ['Korea, South', 'KOR'],
    ["Democratic People's Republic of Korea", 'PRK'],
    ['Burma', 'MMR'],
    ['Iran (Islamic Republic of)', 'IRN'],
    ['Syrian Arab Republic', 'SYR'],
    ['Congo', 'COG'],
    ['Congo, Democratic Republic of the', 'COD'],
    ['Türkiye', 'TUR'],
    ['Cote d Ivoire', 'CIV'],
    ['The Gambia', 'GMB'],
    ['St. Kitts and Nevis', 'KNA'],
    ['D<<', 'DEU'],
    ['GBO', 'GBR'],
    ['RKS', 'XKX'],
    ['XXA', 'XXA'],
    ['ZIM', 'ZWE'],
  ])('knows %j', (text, code) => expect(toAlpha3(text)).toBe(code));

  it('finds every country by each of its codes and names', () => {
    for (const country of COUNTRIES) {
      expect(toAlpha3(country.alpha3)).toBe(country.alpha3);
      expect(countryName(country.alpha3, 'ar')).toMatch(/[\u0600-\u06FF]/);
      if (country.alpha2 !== null) expect(toAlpha3(country.alpha2)).toBe(country.alpha3);
      if (country.numeric !== null) expect(toAlpha3(country.numeric)).toBe(country.alpha3);
      expect(toAlpha3(country.en)).toBe(country.alpha3);
      expect(toAlpha3(country.ar)).toBe(country.alpha3);
    }
    expect(COUNTRIES.filter((country) => country.numeric !== null)).toHaveLength(249);
    expect(countryName('ZZZ', 'en')).toBeNull();
  });
});

describe('airports', () => {
  it('is a table without gaps or doubles', () => {
    for (const { iata, icao, country, zone, city } of AIRPORTS) {
      expect(iata).toMatch(/^[A-Z]{3}$/);
      expect(icao).toMatch(/^[A-Z]{4}$/);
      expect(countryName(country, 'en')).not.toBeNull();
      expect(toUtc('2026-01-01T12:00', zone), zone).not.toBeNull();
      expect(city.en).not.toBe('');
      expect(city.ar).toMatch(/^[\u0600-\u06FF ]+$/);
    }
    expect(new Set(AIRPORTS.flatMap(({ iata, icao }) => [iata, icao])).size).toBe(AIRPORTS.length * 2);
    expect(airport('obbi')).toBe(airport('BAH'));
    expect(airport('ZZZ')).toBeNull();
    expect(zoneOf('JFK')).toBe('America/New_York');
  });
});

describe('toUtc', () => {
  it.each([
    ['2026-02-30T10:00', 'Asia/Bahrain'],
    ['2026-02-03T24:00', 'Asia/Bahrain'],
    ['2026-02-03', 'Asia/Bahrain'],
    ['2026-02-03T10:00', 'Mars/Olympus'],
    ['2026-02-03T10:00', ''],
  ])('refuses %s in %s', (local, zone) => expect(toUtc(local, zone)).toBeNull());

  it.each([
    ['2026-07-01T12:00', 'Asia/Bahrain', '2026-07-01T09:00'],
    ['2026-07-01T12:00', 'Asia/Kathmandu', '2026-07-01T06:15'],
    ['2026-01-10T12:00', 'Europe/London', '2026-01-10T12:00'],
    ['2026-07-10T12:00', 'Europe/London', '2026-07-10T11:00'],
    ['2026-03-08T01:59', 'America/New_York', '2026-03-08T06:59'],
    ['2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00'],
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30'],
    ['2026-11-01T02:00', 'America/New_York', '2026-11-01T07:00'],
    ['2026-10-04T02:15', 'Australia/Sydney', '2026-10-03T16:15'],
  ])('puts %s in %s at %s', (local, zone, utc) => expect(toUtc(local, zone)).toBe(`${utc}:00.000Z`));
});
