/** The signed head of a document in words; nothing in it is about a person. */
import type { ExchangeDocument } from '@jisr/contract';
import { FactItem, Facts, Section } from '../../parts/page.tsx';
import { Countdown, When } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import { wordOf } from '../memoranda/words.ts';
import { type HeadClaims, headOf, instantOf } from './claims.ts';
import styles from './exchange.module.css';
import { sizeText } from './size.ts';

function Until({ seconds, soon }: { readonly seconds: number | null; readonly soon: number }) {
  if (seconds === null) return <None />;
  const at = instantOf(seconds);
  return (
    <>
      <When at={at} day="always" /> <Countdown at={at} soonMinutes={soon} />
    </>
  );
}

function Terms({ head }: { readonly head: HeadClaims }) {
  const { t, pick } = useTexts();
  return (
    <>
      <FactItem label={t('exchange.head.retain')}>
        <Until seconds={head.retainUntil} soon={10_080} />
      </FactItem>
      <FactItem label={t('exchange.head.answer')}>
        <Until seconds={head.answerBy} soon={120} />
      </FactItem>
      <FactItem label={t('exchange.head.onward')}>{pick(wordOf('onward', head.onward))}</FactItem>
      {head.caveats.map((caveat) => (
        <FactItem key={caveat.en} label={t('exchange.head.caveat')}>
          {pick(caveat)}
        </FactItem>
      ))}
      {head.approvals.map(({ officer, at, method }) => (
        <FactItem key={officer} label={t(`exchange.head.method.${method}`)}>
          <Code title={officer}>{`${officer.slice(0, 12)}…`}</Code> · <When at={instantOf(at)} day="always" />
        </FactItem>
      ))}
    </>
  );
}

export function Head({ of }: { readonly of: ExchangeDocument }) {
  const { t, pick, number } = useTexts();
  const head = headOf(of.head);
  return (
    <Section title={t('exchange.head')}>
      <div className={styles.article}>
        <h3>
          <Code>{of.articles.join(' ')}</Code> {of.heading !== null && pick(of.heading)}
        </h3>
        <p className={styles.soft}>
          <Code>{of.agreement.id}</Code> · {t('exchange.head.version', { version: of.agreement.version })}
        </p>
      </div>
      <Facts>
        <FactItem label={t('exchange.head.action')}>{pick(wordOf('action', of.action))}</FactItem>
        <FactItem label={t('exchange.head.purpose')}>{pick(wordOf('purpose', of.purpose))}</FactItem>
        <FactItem label={t('exchange.head.offence')}>
          {head.offence === null ? <None /> : pick(wordOf('offence', head.offence))}
        </FactItem>
        <FactItem label={t('exchange.head.tlp')}>
          <bdi>{pick(wordOf('tlp', of.tlp))}</bdi>
        </FactItem>
        <Terms head={head} />
        <FactItem label={t('exchange.head.lane')}>
          {t(`exchange.lane.${of.lane}`)} · <Code>{number(of.seq, { useGrouping: false })}</Code>
        </FactItem>
        <FactItem label={t('exchange.head.size')}>{sizeText(of.bytes, t)}</FactItem>
      </Facts>
      <details className={styles.raw}>
        <summary>{t('exchange.head.verbatim')}</summary>
        <pre>{JSON.stringify(of.head, null, 2)}</pre>
        <p className={styles.soft}>
          {t('exchange.head.digest')} <Code>{of.digest}</Code>
        </p>
        <pre>{of.jws}</pre>
      </details>
    </Section>
  );
}
