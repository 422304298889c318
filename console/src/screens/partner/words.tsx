/** What both sides must see alike: twelve words in both languages, and the same as digits. */
import type { Partner } from '@jisr/contract';
import { Code } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './partner.module.css';

type Fingerprint = NonNullable<Partner['peer']>['fingerprint'];

function List({ words, language }: { readonly words: readonly string[]; readonly language: 'ar' | 'en' }) {
  const { t } = useTexts();
  const placed = words.map((word, index) => ({ word, place: index + 1 }));
  return (
    <section>
      <h3>{t(`partner.words.${language}`)}</h3>
      <ol className={styles.words} lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
        {placed.map(({ word, place }) => (
          <li key={place}>
            <span className={styles.place}>{place}</span>
            <bdi>{word}</bdi>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Large enough to be read aloud over a telephone. */
export function Words({ of }: { readonly of: Fingerprint }) {
  const { t } = useTexts();
  return (
    <div className={styles.fingerprint}>
      <List words={of.ar} language="ar" />
      <List words={of.en} language="en" />
      <section className={styles.wide}>
        <h3>{t('partner.words.groups')}</h3>
        <p className={styles.groups}>
          <Code>{of.groups.join(' ')}</Code>
        </p>
      </section>
    </div>
  );
}
