import type { Bilingual } from '@jisr/contract';

/** An invented airline and how its system writes messages. */
export interface Airline {
  readonly code: string;
  readonly name: Bilingual;
  /** Names in one field with the title glued to the last of them, as old hosts send them. */
  readonly gluesTitles: boolean;
  /** Sends through a teletype network that breaks lines at 69 characters. */
  readonly teletype: boolean;
}

/** Codes that no airline holds for flights to either shore; the names exist nowhere else. */
export const AIRLINES: readonly Airline[] = [
  {
    code: 'QJ',
    name: { en: 'Shoreline Air', ar: 'طيران الساحل' },
    gluesTitles: false,
    teletype: false,
  },
  { code: 'X1', name: { en: 'Pearl Wings', ar: 'أجنحة اللؤلؤ' }, gluesTitles: true, teletype: false },
  { code: '7J', name: { en: 'Cedar Bridge', ar: 'جسر الأرز' }, gluesTitles: false, teletype: true },
  { code: 'Y0', name: { en: 'Two Niles Airways', ar: 'خطوط النيلين' }, gluesTitles: true, teletype: false },
  {
    code: '9N',
    name: { en: 'Atlas Horizon', ar: 'أفق الأطلس' },
    gluesTitles: false,
    teletype: false,
  },
  { code: '0M', name: { en: 'Monsoon Air', ar: 'طيران الموسم' }, gluesTitles: false, teletype: true },
  {
    code: 'W0',
    name: { en: 'North Lantern', ar: 'فانوس الشمال' },
    gluesTitles: false,
    teletype: false,
  },
  { code: 'Q0', name: { en: 'Meridian Ocean', ar: 'محيط الزوال' }, gluesTitles: false, teletype: false },
];

export type Region = 'gulf' | 'levant' | 'egypt' | 'maghreb' | 'south-asia' | 'europe' | 'america';

/** A route to or from the home airport of a side: who flies it, how long, and who sits in it. */
export interface Route {
  readonly airline: string;
  readonly airport: string;
  readonly zone: string;
  readonly minutes: number;
  readonly seats: number;
  readonly regions: readonly Region[];
}

const route = (
  airline: string,
  airport: string,
  zone: string,
  minutes: number,
  seats: number,
  ...regions: Region[]
): Route => ({ airline, airport, zone, minutes, seats, regions });

export const BAHRAIN = { airport: 'BAH', zone: 'Asia/Bahrain' } as const;
export const WASHINGTON = { airport: 'IAD', zone: 'America/New_York' } as const;

export const WASHINGTON_ROUTES: readonly Route[] = [
  route('Q0', 'LHR', 'Europe/London', 450, 84, 'europe', 'america', 'gulf'),
  route('W0', 'FRA', 'Europe/Berlin', 500, 66, 'europe', 'levant', 'america'),
  route('Q0', 'AMM', 'Asia/Amman', 720, 58, 'levant', 'america'),
  route('9N', 'CMN', 'Africa/Casablanca', 440, 52, 'maghreb', 'america'),
];

export const BAHRAIN_ROUTES: readonly Route[] = [
  route('QJ', 'LHR', 'Europe/London', 385, 148, 'europe', 'gulf', 'south-asia', 'america'),
  route('X1', 'DXB', 'Asia/Dubai', 70, 92, 'gulf', 'south-asia', 'levant'),
  route('Y0', 'CAI', 'Africa/Cairo', 195, 118, 'egypt', 'gulf'),
  route('7J', 'AMM', 'Asia/Amman', 155, 84, 'levant', 'gulf'),
  route('0M', 'BOM', 'Asia/Kolkata', 220, 126, 'south-asia', 'gulf'),
  route('QJ', 'RUH', 'Asia/Riyadh', 65, 70, 'gulf', 'egypt'),
  route('W0', 'FRA', 'Europe/Berlin', 360, 120, 'europe', 'gulf', 'america'),
  route('9N', 'CMN', 'Africa/Casablanca', 470, 96, 'maghreb', 'gulf', 'europe'),
  route('Q0', 'JFK', 'America/New_York', 740, 152, 'america', 'gulf', 'levant'),
  route('7J', 'BEY', 'Asia/Beirut', 170, 76, 'levant', 'gulf'),
  route('0M', 'KHI', 'Asia/Karachi', 165, 98, 'south-asia', 'gulf'),
  route('X1', 'KWI', 'Asia/Kuwait', 60, 64, 'gulf', 'levant', 'egypt'),
  route('W0', 'CDG', 'Europe/Paris', 390, 110, 'europe', 'maghreb', 'gulf'),
  route('9N', 'TUN', 'Africa/Tunis', 380, 72, 'maghreb', 'gulf'),
];
