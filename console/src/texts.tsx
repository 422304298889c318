/** The texts of the present language, from every `messages/` folder of the console. */
import type { Bilingual, Language } from '@jisr/contract';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { usePreferences } from './preferences.tsx';
import {
  type Catalogue,
  createTranslate,
  type DigitStyle,
  localeOf,
  mergeCatalogues,
  type Translate,
} from './text.ts';

const files = import.meta.glob<Catalogue>('./**/messages/*.json', { eager: true, import: 'default' });
const catalogues: Readonly<Record<Language, Catalogue>> = {
  ar: mergeCatalogues(files, 'ar'),
  en: mergeCatalogues(files, 'en'),
};

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
  const texts = useMemo<Texts>(
    () => ({
      t: createTranslate(catalogues[language], language, digits),
      language,
      digits,
      number: (value, options) => new Intl.NumberFormat(localeOf(language, digits), options).format(value),
      pick: (value) => value[language],
    }),
    [language, digits],
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
