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

/** One for each role, two where a second person is needed. */
export const ACCOUNTS: readonly DemoAccount[] = [
  officer('noora', 'watch-officer', 'Noora Al Shemali', 'نورة الشمالي', 'ar'),
  officer('daniel', 'watch-officer', 'Daniel Carter', 'دانيال كارتر', 'en'),
  officer('khalid', 'supervisor', 'Khalid Al Mannai', 'خالد المناعي', 'ar'),
  officer('grace', 'border-officer', 'Grace Hayes', 'غريس هايز', 'en', 'BAH'),
  officer('mariam', 'list-manager', 'Mariam Al Khaldi', 'مريم الخالدي', 'ar'),
  officer('oliver', 'list-manager', 'Oliver Brooks', 'أوليفر بروكس', 'en'),
  officer('latifa', 'data-protection-officer', 'Latifa Al Zayani', 'لطيفة الزياني', 'ar'),
  officer('samuel', 'administrator', 'Samuel Walker', 'صموئيل ووكر', 'en'),
];
