import type { Instruction } from '@jisr/contract';
import { BAHRAIN, BAHRAIN_ROUTES, type Route, WASHINGTON, WASHINGTON_ROUTES } from '../airlines.data.ts';
import { createChance } from '../chance.ts';
import { BAHRAIN_ACCOUNTS, type DemoAccount, WASHINGTON_ACCOUNTS } from './accounts.ts';
import type { Person } from './people.ts';
import { KNOWN_TO_BAHRAIN, KNOWN_TO_WASHINGTON, nationalList, STORIES, wantedList } from './stories.ts';

/** A watchlist of the demonstration, as a file that its owner would import. */
export interface DemoList {
  readonly code: string;
  readonly name: { readonly en: string; readonly ar: string };
  readonly owner: string;
  readonly format: 'jisr-csv' | 'ftm-jsonl';
  readonly instruction: Instruction;
  readonly legalBasis: string;
  readonly handling: string;
  readonly file: string;
  readonly text: string;
}

/** One country of the demonstration: its airport, its officers, its lists, and who flies there. */
export interface Side {
  readonly country: 'BHR' | 'USA';
  readonly name: { readonly en: string; readonly ar: string };
  readonly home: { readonly airport: string; readonly zone: string };
  readonly routes: readonly Route[];
  readonly flights: number;
  /** How many of them arrive while somebody watches. */
  readonly live: number;
  /** The whole desk is played, with what carriers do wrong and officers at work; one shore is enough to show it. */
  readonly whole: boolean;
  /** Travellers with a story, spread over the flights. */
  readonly guests: readonly Person[];
  readonly accounts: readonly DemoAccount[];
  lists(day: string): readonly DemoList[];
}

export const BAHRAIN_SIDE: Side = {
  country: 'BHR',
  name: { en: 'Kingdom of Bahrain · demonstration', ar: 'مملكة البحرين · عرض توضيحي' },
  home: BAHRAIN,
  routes: BAHRAIN_ROUTES,
  flights: 26,
  live: 8,
  whole: true,
  guests: [KNOWN_TO_WASHINGTON, ...STORIES.map((story) => story.traveller)],
  accounts: BAHRAIN_ACCOUNTS,
  lists: (day) => [
    {
      code: 'NATIONAL',
      name: { en: 'National watchlist', ar: 'قائمة المراقبة الوطنية' },
      owner: 'National Security Bureau',
      format: 'jisr-csv',
      instruction: 'refer',
      legalBasis: 'Decree 58/2006',
      handling: 'RESTRICTED',
      file: 'national.csv',
      text: nationalList(day),
    },
  ],
};

export const WASHINGTON_SIDE: Side = {
  country: 'USA',
  name: { en: 'United States · demonstration', ar: 'الولايات المتحدة · عرض توضيحي' },
  home: WASHINGTON,
  routes: WASHINGTON_ROUTES,
  flights: 5,
  live: 1,
  whole: false,
  guests: [KNOWN_TO_BAHRAIN],
  accounts: WASHINGTON_ACCOUNTS,
  lists: (day) => [
    {
      code: 'WANTED',
      name: { en: 'Wanted persons', ar: 'قائمة المطلوبين' },
      owner: 'National Targeting Center',
      format: 'ftm-jsonl',
      instruction: 'refer',
      legalBasis: '19 CFR 122.49',
      handling: 'TLP:AMBER',
      file: 'wanted.ftm.json',
      text: wantedList(createChance(`wanted ${day}`)),
    },
  ],
};
