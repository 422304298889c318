/** How the illustrative drafts are written: short, and with everything said that the document must say. */
import type {
  Article,
  CaseQuestion,
  ForbidClause,
  MemorandumDocument,
  PermitClause,
  TestCase,
} from '../document.ts';
import { type Bilingual, type Category, fieldsOf, type PolicyPurpose } from '../vocabulary.ts';

export const say = (en: string, ar: string): Bilingual => ({ en, ar });

/** Both ways between these agencies of the two parties. */
export const between = (
  bahrain: readonly string[],
  america: readonly string[],
): PermitClause['directions'] => {
  const BHR = { party: 'BHR', agencies: [...bahrain] };
  const USA = { party: 'USA', agencies: [...america] };
  return [
    { from: BHR, to: USA },
    { from: USA, to: BHR },
  ];
};

/** A category with all its members, or with those that are named. */
export const all = (...categories: readonly Category[]): PermitClause['categories'] =>
  categories.map((category) => ({ category, fields: [...fieldsOf(category)] }));
export const only = (category: Category, ...fields: readonly string[]): PermitClause['categories'] => [
  { category, fields: [...fields] },
];

type Needed = Pick<PermitClause, 'directions' | 'actions' | 'purposes' | 'categories' | 'retentionDays'>;

/** A permitting clause; what is not said is the careful answer. */
export const permit = (clause: Needed & Partial<PermitClause>): PermitClause => ({
  effect: 'permit',
  letter: null,
  offence: 'none',
  tlp: 'amber',
  onward: 'forbidden',
  deleteOnRequest: true,
  approvals: { needed: 0, roles: [] },
  quotaPerDay: null,
  modes: null,
  automatic: false,
  answerWithinHours: null,
  assurances: [],
  minors: 'two-approvals',
  ownCitizens: 'allowed',
  caveats: [],
  ...clause,
});

export const forbid = (
  clause: Omit<ForbidClause, 'effect' | 'letter'> & { readonly letter?: string },
): ForbidClause => ({
  letter: null,
  ...clause,
  effect: 'forbid',
});

export const RELEASING = ['releasing-officer', 'supervisor'];

export const article = (
  number: string,
  heading: Bilingual,
  text: Bilingual,
  clauses: Article['clauses'] = [],
  cases: readonly TestCase[] = [],
): Article => ({ number, heading, text, clauses, cases: [...cases] });

export const yes = (reference: string, question: CaseQuestion): TestCase => ({
  question,
  expected: { allowed: true, article: reference },
});
export const no = (code: string, question: CaseQuestion): TestCase => ({
  question,
  expected: { allowed: false, code },
});

export const NCP_BHR = { party: 'BHR', agency: 'NCP' };
export const NCP_USA = { party: 'USA', agency: 'NCP' };
/** From the contact point in Manama to the one in Washington. */
export const THERE = { from: NCP_BHR, to: NCP_USA };
export const BACK = { from: NCP_USA, to: NCP_BHR };

type Agency = MemorandumDocument['parties'][number]['agencies'][number];
const agency = (code: string, en: string, ar: string, ...competences: PolicyPurpose[]): Agency => ({
  code,
  name: { en, ar },
  competences,
});

const LAW: readonly PolicyPurpose[] = [
  'border-security',
  'goods-security',
  'counter-terrorism',
  'organised-crime',
];

export const AGENCIES = {
  bahrainPoint: agency(
    'NCP',
    'National contact point, Ministry of Interior',
    'نقطة الاتصال الوطنية بوزارة الداخلية',
    ...LAW,
    'trusted-traveller',
    'cybercrime',
    'critical-infrastructure',
    'capacity-building',
  ),
  passports: agency(
    'NPRA',
    'Nationality, Passports and Residence Affairs',
    'شؤون الجنسية والجوازات والإقامة',
    'border-security',
    'trusted-traveller',
    'counter-terrorism',
    'organised-crime',
  ),
  customs: agency('CUSTOMS', 'Customs Affairs', 'شؤون الجمارك', ...LAW, 'trusted-traveller'),
  cyberCentre: agency(
    'NCSC',
    'National Cyber Security Centre',
    'المركز الوطني للأمن السيبراني',
    'cybercrime',
    'critical-infrastructure',
  ),
  academy: agency('RPA', 'Royal Police Academy', 'الأكاديمية الملكية للشرطة', 'capacity-building'),
  americaPoint: agency(
    'NCP',
    'National contact point, Department of Homeland Security',
    'نقطة الاتصال الوطنية بوزارة الأمن الداخلي',
    ...LAW,
    'trusted-traveller',
    'cybercrime',
    'critical-infrastructure',
    'capacity-building',
  ),
  borderProtection: agency(
    'CBP',
    'U.S. Customs and Border Protection',
    'هيئة الجمارك وحماية الحدود الأمريكية',
    ...LAW,
    'trusted-traveller',
  ),
  infrastructure: agency(
    'CISA',
    'Cybersecurity and Infrastructure Security Agency',
    'وكالة الأمن السيبراني وأمن البنية التحتية',
    'cybercrime',
    'critical-infrastructure',
  ),
  training: agency(
    'FLETC',
    'Federal Law Enforcement Training Centers',
    'المراكز الاتحادية لتدريب أجهزة إنفاذ القانون',
    'capacity-building',
  ),
};

const SUSPENSION = {
  byEitherParty: true,
  text: say(
    'Either Participant may suspend this Memorandum in whole by notice. Suspension takes effect when it is decided; duties of correction, deletion and protection continue.',
    'لأي من الطرفين تعليق هذه المذكرة كليًّا بإشعار، ويسري التعليق من وقت صدور قراره، وتبقى واجبات التصحيح والحذف والحماية قائمة.',
  ),
};
const ROLE = say('For the Government', 'عن الحكومة');
const BAHRAIN = say('The Government of the Kingdom of Bahrain', 'حكومة مملكة البحرين');
const AMERICA = say('The Government of the United States of America', 'حكومة الولايات المتحدة الأمريكية');

/** The frame that the five drafts share. */
export const draft = (
  id: string,
  title: Bilingual,
  preamble: Bilingual,
  agencies: { readonly bahrain: readonly Agency[]; readonly america: readonly Agency[] },
  articles: readonly Article[],
): MemorandumDocument => ({
  format: 'jisr-memorandum-v1',
  id,
  version: 1,
  supersedes: null,
  illustrative: true,
  title,
  preamble,
  parties: [
    { code: 'BHR', name: BAHRAIN, agencies: [...agencies.bahrain] },
    { code: 'USA', name: AMERICA, agencies: [...agencies.america] },
  ],
  signatories: [
    { party: 'BHR', role: ROLE },
    { party: 'USA', role: ROLE },
  ],
  inForceFrom: '2026-01-01T00:00:00Z',
  inForceUntil: '2031-01-01T00:00:00Z',
  suspension: SUSPENSION,
  articles: [...articles],
});
