/** Why it was refused: the clause in its own words, in both languages, as both sides signed it. */
import type { ExchangeDocument } from '@jisr/contract';
import { Section } from '../../parts/page.tsx';
import { Code } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './exchange.module.css';
import { isKnownCode } from './refusal-codes.ts';

const LANGUAGES = ['ar', 'en'] as const;

export function Refusal({ of }: { readonly of: ExchangeDocument }) {
  const { t } = useTexts();
  const { reason, clause } = of;
  if (reason === null) return null;
  return (
    <Section title={t(`exchange.refused.${of.direction}`)}>
      <p className={styles.standing}>
        {isKnownCode(reason.code) && <strong>{t(`exchange.code.${reason.code}`)}</strong>}
        <Code>{reason.article}</Code>
        <Code muted>{reason.code}</Code>
      </p>
      {clause === null ? (
        <p className={styles.soft}>{t('exchange.refused.noText')}</p>
      ) : (
        <div className={styles.both}>
          {LANGUAGES.map((language) => (
            <div
              key={language}
              lang={language}
              dir={language === 'ar' ? 'rtl' : 'ltr'}
              className={styles.refusal}
            >
              <h3>{clause.heading[language]}</h3>
              <p>{clause.text[language]}</p>
            </div>
          ))}
        </div>
      )}
    </Section>
  );
}
