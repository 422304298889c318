/** The texts of the present language, from every `messages/` folder of the console. */
import type { Bilingual, Language } from '@jisr/contract';
import { createContext, type ReactNode, use, useContext, useMemo } from 'react';
import { usePreferences } from './preferences.tsx';
import { type Catalogue, createTranslate, type DigitStyle, localeOf, type Translate } from './text.ts';

const LOADS: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  ar: async () => (await import('./catalogue-ar.ts')).catalogue,
  en: async () => (await import('./catalogue-en.ts')).catalogue,
};
const loading = new Map<Language, Promise<Catalogue>>();

/** The texts of a language, read once. */
function catalogueOf(language: Language): Promise<Catalogue> {
  const known = loading.get(language);
  if (known !== undefined) return known;
  const started = LOADS[language]();
  loading.set(language, started);
  return started;
}

interface Texts {
  readonly t: Translate;
  readonly language: Language;
  readonly digits: DigitStyle;
  /** Formats a count in the chosen digits. Identifiers are never passed through it. */
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string;
  /** Picks the present language of a bilingual value. */
  readonly pick: (value: Bilingual) => string;
}
const Context = createContext<Texts | null>(null);

export function TextsProvider({ children }: { readonly children: ReactNode }) {
  const { language, digits } = usePreferences().preferences;
  const catalogue = use(catalogueOf(language));
  const texts = useMemo<Texts>(
    () => ({
      t: createTranslate(catalogue, language, digits),
      language,
      digits,
      number: (value, options) => new Intl.NumberFormat(localeOf(language, digits), options).format(value),
      pick: (value) => value[language],
    }),
    [catalogue, language, digits],
  );
  return <Context.Provider value={texts}>{children}</Context.Provider>;
}

/**
 * The texts of the present language.
 *
 * @example
 * const { t, number } = useTexts();
 * t('board.title');
 */
export function useTexts(): Texts {
  const texts = useContext(Context);
  if (texts === null) throw new Error('useTexts needs TextsProvider');
  return texts;
}
