/** The text in both languages side by side, the reader's own first, and beside each article what the machine holds. */
import type { ArticleView, Bilingual, MemorandumDetail } from '@jisr/contract';
import { Code } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import { Clause } from './clause.tsx';
import styles from './memorandum.module.css';

const useOrder = (): readonly ['ar' | 'en', 'ar' | 'en'] =>
  useTexts().language === 'ar' ? ['ar', 'en'] : ['en', 'ar'];

export function Articles({ memorandum }: { readonly memorandum: MemorandumDetail }) {
  const order = useOrder();
  return (
    <div className={styles.articles}>
      <section className={styles.preamble}>
        {order.map((language) => (
          <div key={language} className={styles.text} lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
            <h2>{memorandum.title[language]}</h2>
            <p>{memorandum.preamble[language]}</p>
          </div>
        ))}
      </section>
      {memorandum.content.map((article) => (
        <Article key={article.number} article={article} />
      ))}
    </div>
  );
}

function Article({ article }: { readonly article: ArticleView }) {
  const { t } = useTexts();
  const order = useOrder();
  return (
    <article className={styles.article} id={`article-${article.number}`}>
      {order.map((language) => (
        <Text
          key={language}
          language={language}
          number={article.number}
          heading={article.heading}
          text={article.text}
        />
      ))}
      <div className={styles.machine}>
        {article.clauses.map((clause) => (
          <Clause key={clause.reference} clause={clause} />
        ))}
        {article.clauses.length === 0 && <p className={styles.soft}>{t('memorandum.article.people')}</p>}
        {article.clauses.length > 0 && (
          <p className={styles.soft}>{t('memorandum.article.cases', { count: article.cases })}</p>
        )}
      </div>
    </article>
  );
}

interface TextProps {
  readonly language: 'ar' | 'en';
  readonly number: string;
  readonly heading: Bilingual;
  readonly text: Bilingual;
}

function Text({ language, number, heading, text }: TextProps) {
  return (
    <div className={styles.text} lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
      <h3>
        <span className={styles.number}>
          <Code>{number}</Code>
        </span>
        {heading[language]}
      </h3>
      <p>{text[language]}</p>
    </div>
  );
}
