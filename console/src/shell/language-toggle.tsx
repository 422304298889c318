/** The other language, by its name in its own script (GOV.UK and USWDS: in the end corner, keeps the page). */
import type { Language } from '@jisr/contract';
import { IconLanguage } from '@tabler/icons-react';
import { useTexts } from '../texts.tsx';
import styles from './shell.module.css';

/** Each language's name for itself is the same in both catalogues. */
export const OWN_NAME: Readonly<Record<Language, string>> = { ar: 'العربية', en: 'English' };

export function LanguageToggle({ onChange }: { readonly onChange: (language: Language) => void }) {
  const { language } = useTexts();
  const other: Language = language === 'ar' ? 'en' : 'ar';
  return (
    <button type="button" className={styles.quiet} lang={other} onClick={() => onChange(other)}>
      <IconLanguage size={18} stroke={1.6} aria-hidden="true" />
      {OWN_NAME[other]}
    </button>
  );
}
