import type { Instruction } from '@jisr/contract';
import type { Chance } from '../chance.ts';
import { inventPerson, type Person } from './people.ts';

/** A listing of the invented national list, and the traveller who meets it. */
interface Story {
  readonly reference: string;
  readonly name: string;
  readonly original: string;
  readonly births: readonly string[];
  readonly nationality: string;
  readonly gender: 'M' | 'F';
  readonly passport?: string;
  readonly instruction: Instruction;
  readonly basis: string;
  readonly remarks: string;
  readonly traveller: Person;
}

const boards = (
  surname: string,
  given: string,
  gender: 'M' | 'F',
  birth: string | null,
  nationality: string,
  document: string,
): Person => ({ surname, given, gender, birth, nationality, document, expiry: '311118' });
const DECREE = 'Decree 58/2006, art. 3';

/**
 * Pairs that tell what the desk is for: another romanisation, another order, day and month swapped, an equal passport
 * under another name, a stranger with a common name. All invented.
 */
export const STORIES: readonly Story[] = [
  {
    reference: 'N-1001',
    name: 'Qutayba Mutamid al-Zarqufani',
    original: 'قتيبة معتمد الزرقفاني',
    births: ['1977-03-17'],
    nationality: 'IRQ',
    gender: 'M',
    passport: 'G4410927',
    instruction: 'deny-boarding',
    basis: DECREE,
    remarks: 'Wanted for financing; holds two passports.',
    traveller: boards('ZARQOUFANI', 'KUTEIBA MOUTAMED', 'M', '19770317', 'IRQ', 'G7782011'),
  },
  {
    reference: 'N-1002',
    name: 'Nuwayra bint Dhiyab al-Shahroudi',
    original: 'نويرة بنت ذياب الشاهرودي',
    births: ['1984-09-02'],
    nationality: 'SYR',
    gender: 'F',
    instruction: 'detain',
    basis: 'Court order 212/2024',
    remarks: 'Arrest warrant, trafficking in persons.',
    traveller: boards('ALSHAHROUDY', 'NOWAIRA DIAB', 'F', '19840209', 'SYR', 'N5520193'),
  },
  {
    reference: 'N-1003',
    name: 'Haytham Wasfi al-Burdini',
    original: 'هيثم وصفي البرديني',
    births: ['1969'],
    nationality: 'EGY',
    gender: 'M',
    instruction: 'refer',
    basis: 'Customs law, art. 128',
    remarks: 'Cash smuggling, two seizures.',
    traveller: boards('ELBORDEINY', 'HAITHAM WASFYMR', 'M', '19690521', 'EGY', 'A28817733'),
  },
  {
    reference: 'N-1004',
    name: 'Tariq Mundhir al-Ghashmari',
    original: 'طارق منذر الغشمري',
    births: ['1990-11-30'],
    nationality: 'JOR',
    gender: 'M',
    passport: 'T9938412',
    instruction: 'deny-boarding',
    basis: DECREE,
    remarks: 'Somebody else travels on this passport.',
    traveller: boards('BITARI', 'RAMI SAMIR', 'M', '19880412', 'JOR', 'T9938412'),
  },
  {
    reference: 'N-1005',
    name: 'Suhayl Ramzi al-Duwaikhi',
    original: 'سهيل رمزي الدويخي',
    births: ['1981-06-14'],
    nationality: 'SAU',
    gender: 'M',
    instruction: 'refer',
    basis: 'Penal code, art. 270',
    remarks: 'Forged documents.',
    traveller: boards('SUHAIL', 'RAMZY ALDWAIKHY', 'M', '19810614', 'SAU', 'U3318840'),
  },
  {
    reference: 'N-1006',
    name: 'Mohammed Ahmed Ali Saleh',
    original: 'محمد أحمد علي صالح',
    births: ['1975-01-20'],
    nationality: 'YEM',
    gender: 'M',
    instruction: 'refer',
    basis: DECREE,
    remarks: 'A common name: compare the birth date and the document.',
    traveller: boards('SALEH', 'MOHAMED AHMED ALI', 'M', '19780912', 'YEM', 'Y0099120'),
  },
  {
    reference: 'N-1007',
    name: 'Abd al-Mughith Sarhan al-Kilabi',
    original: 'عبد المغيث سرحان الكلابي',
    births: ['1966-08-08', '1968'],
    nationality: 'YEM',
    gender: 'M',
    instruction: 'detain',
    basis: 'Court order 77/2023',
    remarks: 'Weapons, convicted in absence.',
    traveller: boards('ALKELABI', 'ABDULMOGHEETH SARHAN', 'M', '19660808', 'YEM', 'Y7712004'),
  },
  {
    reference: 'N-1008',
    name: 'Ghassan Nidal Tarabulsi',
    original: 'غسان نضال الطرابلسي',
    births: ['1959-12-01'],
    nationality: 'LBN',
    gender: 'M',
    instruction: 'monitor',
    basis: 'Anti-money-laundering law, art. 4',
    remarks: 'Politically exposed; report travel only.',
    traveller: boards('TRABOULSI', 'GHASSANE NIDAL', 'M', '19591201', 'LBN', 'RL4410982'),
  },
  {
    reference: 'N-1009',
    name: 'Wijdan Hatim al-Suwaydani',
    original: 'وجدان حاتم السويداني',
    births: ['1993-04-25'],
    nationality: 'IRQ',
    gender: 'F',
    instruction: 'refer',
    basis: 'Court order 19/2025',
    remarks: 'Child abduction case: travels with a minor.',
    traveller: boards('ALSWEIDANY', 'WEJDAN HATEM', 'F', '19930425', 'IRQ', 'A1190277'),
  },
  {
    reference: 'N-1010',
    name: 'Yunus Bahjat al-Rasafi',
    original: 'يونس بهجت الرصافي',
    births: ['1987-02-03'],
    nationality: 'IRQ',
    gender: 'M',
    instruction: 'deny-boarding',
    basis: DECREE,
    remarks: 'Foreign fighter, returned 2022.',
    traveller: boards('ALRUSAFI', 'YOUNIS BAHGAT', 'M', '19870203', 'IRQ', 'A5526610'),
  },
  {
    reference: 'N-1011',
    name: 'Idris Makhlouf Benzerrouki',
    original: 'إدريس مخلوف بن زروقي',
    births: ['1972-07-19'],
    nationality: 'DZA',
    gender: 'M',
    instruction: 'refer',
    basis: 'Customs law, art. 128',
    remarks: 'Cultural goods.',
    traveller: boards('BEN ZEROUKI', 'DRISS MAKHLOUFI', 'M', '19720719', 'DZA', '185520931'),
  },
  {
    reference: 'N-1012',
    name: 'Kamil Shihab al-Andari',
    original: 'كميل شهاب العنداري',
    births: ['1950-05-05'],
    nationality: 'LBN',
    gender: 'M',
    instruction: 'inform',
    basis: 'Interior ministry note 4/2025',
    remarks: 'Father of a listed man; inform only.',
    traveller: boards('ANDARI', 'KAMIL SHEHAB', 'M', '19500505', 'LBN', 'RL1002277'),
  },
];

/** Flies to Bahrain; only the other shore's list knows him, in another alphabet and by his passport. */
export const KNOWN_TO_WASHINGTON: Person = boards(
  'VOSKANOV',
  'MIKHAIL ANDREEVICH',
  'M',
  '19791011',
  'ARM',
  'AN0448212',
);

/** Flies to Washington on the second passport of a man whom Bahrain's list knows (`N-1001`). */
export const KNOWN_TO_BAHRAIN: Person = boards(
  'ZARQUFANI',
  'QUTAYBA MUTAMID',
  'M',
  '19770317',
  'IRQ',
  'G4410927',
);

const OTHERS =
  'Barjas Mutlaq al-Hawshabi|Dhuha Rabi al-Qinnasri|Fawwaz Ata al-Mishqasi|Ghalib Nawfal al-Tursusi|Hudayfa Sabir al-Yamkuri|Iyad Ramih al-Zunqari|Jundub Asad al-Khamlishi|Labid Hazim al-Ruqaybani|Muthanna Saqr al-Dufayri|Nizar Ghayth al-Baltaji|Qays Wadi al-Sharqabi|Rabab Yaqut al-Mistakawi|Shaddad Awf al-Kunduzari|Thabit Munir al-Warraqi|Umayr Jabr al-Ghuwayri|Wail Dirar al-Husbani|Yarub Sinan al-Aktami|Zuhayr Marwan al-Filqani|Asiya Burhan al-Tukhari|Bahir Ludhan al-Mizwari'.split(
    '|',
  );
const INSTRUCTIONS: readonly Instruction[] = ['refer', 'monitor', 'inform', 'detain', 'deny-boarding'];

/** The national list as a file of the project's own CSV. */
export function nationalList(day: string): string {
  const year = Number(day.slice(0, 4));
  const soon = new Date(Date.parse(`${day}T00:00:00Z`) + 20 * 86_400_000).toISOString().slice(0, 10);
  const line = (cells: readonly string[]): string =>
    cells.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
  const head =
    'reference,kind,name,original_name,birth_dates,nationalities,gender,documents,legal_basis,instruction,originator,handling,review_on,expires_on,remarks';
  const told = STORIES.map((story) =>
    line([
      story.reference,
      'person',
      story.name,
      story.original,
      story.births.join('|'),
      story.nationality,
      story.gender,
      story.passport ? `passport:${story.passport}:${story.nationality}` : '',
      story.basis,
      story.instruction,
      'National Security Bureau',
      'RESTRICTED',
      `${year + 1}-03-01`,
      `${year + 3}-03-01`,
      story.remarks,
    ]),
  );
  const others = OTHERS.map((name, at) =>
    line([
      `N-2${String(at).padStart(3, '0')}`,
      'person',
      name,
      '',
      `${1950 + at * 2}-0${1 + (at % 9)}-1${at % 9}`,
      'IRQ',
      'M',
      '',
      DECREE,
      INSTRUCTIONS[at % 5]!,
      'National Security Bureau',
      'RESTRICTED',
      at % 7 === 0 ? soon : `${year + 1}-06-01`,
      `${year + 3}-06-01`,
      '',
    ]),
  );
  return `${[head, ...told, ...others].join('\n')}\n`;
}

/** The wanted list of the other shore as FollowTheMoney JSON lines: invented people, and one who will fly to Bahrain. */
export function wantedList(chance: Chance): string {
  const regions = ['levant', 'egypt', 'maghreb', 'south-asia', 'europe', 'gulf'] as const;
  const titled = (text: string): string =>
    text.toLowerCase().replace(/(^|[\s'-])\S/g, (letter) => letter.toUpperCase());
  const people = Array.from({ length: 400 }, (_, at) => {
    const person = inventPerson(chance, regions[at % regions.length]!, 2001);
    const { birth } = person;
    const properties = {
      name: [`${titled(person.given)} ${titled(person.surname)}zade`],
      birthDate: [`${birth?.slice(0, 4)}-${birth?.slice(4, 6)}-${birth?.slice(6)}`],
      gender: [person.gender === 'M' ? 'male' : 'female'],
      topics: ['wanted'],
    };
    return { id: `wanted-${at}`, schema: 'Person', properties };
  });
  const known = {
    id: 'wanted-known',
    schema: 'Person',
    properties: {
      name: ['Mikhail Andreyevich Voskanov'],
      alias: ['Михаил Андреевич Восканов'],
      birthDate: ['1979-10-11'],
      nationality: ['am'],
      passportNumber: ['AN0448212'],
      gender: ['male'],
      topics: ['crime.cyber'],
    },
  };
  return `${[...people, known].map((entity) => JSON.stringify(entity)).join('\n')}\n`;
}
