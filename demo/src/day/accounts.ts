import type { Language, Role } from '@jisr/contract';

/** An officer of the demonstration. The passwords are public on purpose: never use them elsewhere. */
export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly name: { readonly en: string; readonly ar: string };
  readonly roles: readonly Role[];
  readonly post: string | null;
  readonly language: Language;
}

/** One for all, so that a visitor can change hats. */
const PASSWORD = 'the bridge stands at dawn';

const officer = (
  username: string,
  role: Role,
  en: string,
  ar: string,
  language: Language,
  post: string | null = null,
): DemoAccount => ({
  username,
  password: PASSWORD,
  name: { en, ar },
  roles: [role],
  post,
  language,
});

/** Bahrain's officers: one for each role, two where a second person is needed. */
export const BAHRAIN_ACCOUNTS: readonly DemoAccount[] = [
  officer('noora', 'watch-officer', 'Noora Al Shemali', 'نورة الشمالي', 'ar'),
  officer('daniel', 'watch-officer', 'Daniel Carter', 'دانيال كارتر', 'en'),
  officer('khalid', 'supervisor', 'Khalid Al Mannai', 'خالد المناعي', 'ar'),
  officer('grace', 'border-officer', 'Grace Hayes', 'غريس هايز', 'en', 'BAH'),
  officer('mariam', 'list-manager', 'Mariam Al Khaldi', 'مريم الخالدي', 'ar'),
  officer('oliver', 'list-manager', 'Oliver Brooks', 'أوليفر بروكس', 'en'),
  officer('yusuf', 'liaison-officer', 'Yusuf Al Hammadi', 'يوسف الحمادي', 'ar'),
  officer('hessa', 'releasing-officer', 'Hessa Al Binali', 'حصة البنعلي', 'ar'),
  officer('salman', 'releasing-officer', 'Salman Al Ansari', 'سلمان الأنصاري', 'ar'),
  officer('amal', 'policy-officer', 'Amal Al Dosari', 'أمل الدوسري', 'ar'),
  officer('faisal', 'policy-officer', 'Faisal Al Jowder', 'فيصل الجودر', 'ar'),
  officer('latifa', 'data-protection-officer', 'Latifa Al Zayani', 'لطيفة الزياني', 'ar'),
  officer('dana', 'auditor', 'Dana Al Musallam', 'دانة المسلم', 'ar'),
  officer('samuel', 'administrator', 'Samuel Walker', 'صموئيل ووكر', 'en'),
];

/** The officers of the United States, as many as the bridge needs. */
export const WASHINGTON_ACCOUNTS: readonly DemoAccount[] = [
  officer('emma', 'watch-officer', 'Emma Sullivan', 'إيما سوليفان', 'en'),
  officer('marcus', 'supervisor', 'Marcus Reed', 'ماركوس ريد', 'en'),
  officer('mina', 'list-manager', 'Mina Farouk', 'مينا فاروق', 'en'),
  officer('helen', 'liaison-officer', 'Helen Osborne', 'هيلين أوزبورن', 'en'),
  officer('susan', 'releasing-officer', 'Susan Whitaker', 'سوزان ويتاكر', 'en'),
  officer('james', 'releasing-officer', 'James Holloway', 'جيمس هولواي', 'en'),
  officer('robert', 'policy-officer', 'Robert Ellison', 'روبرت إليسون', 'en'),
  officer('linda', 'policy-officer', 'Linda Haddad', 'ليندا حداد', 'en'),
  officer('carol', 'data-protection-officer', 'Carol Jennings', 'كارول جينينغز', 'en'),
  officer('frank', 'auditor', 'Frank Delgado', 'فرانك ديلغادو', 'en'),
  officer('peter', 'administrator', 'Peter Lindqvist', 'بيتر ليندكفيست', 'en'),
];

/** The account of this user name, on whichever shore it is. */
export function accountOf(username: string): DemoAccount {
  const found = [...BAHRAIN_ACCOUNTS, ...WASHINGTON_ACCOUNTS].find(
    (account) => account.username === username,
  );
  if (!found) throw new Error(`the demonstration has no officer ${username}`);
  return found;
}
