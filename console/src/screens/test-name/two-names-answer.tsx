/** How two names compare: aligned parts, each weight on one scale with the line, and what would turn the decision. */
import type { MatchResult } from '@jisr/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useKeys } from '../../keyboard.tsx';
import { Mark } from '../../parts/marks.tsx';
import { scriptLanguage } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import { NameTiles } from '../hit/name-tiles.tsx';
import { EvidenceSum } from '../hit/sum.tsx';
import { ScoreBar } from '../hit/weights.tsx';
import styles from './test-name.module.css';
import { readTurning } from './turning.ts';
import { Verdicts } from './verdicts.tsx';

function Whole({ text }: { readonly text: string }) {
  return (
    <bdi lang={scriptLanguage(text)} dir="auto">
      {text}
    </bdi>
  );
}

/** A probability never reads as certainty: above 99.9 % and below 0.1 % it says so. */
function Probability({ result }: { readonly result: MatchResult }) {
  const { t, number } = useTexts();
  const { probability, population } = result;
  const held = Math.min(0.999, Math.max(0.001, probability));
  const share = number(held, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const how = probability > 0.999 ? 'more' : probability < 0.001 ? 'less' : 'about';
  return (
    <p className={styles.summary}>
      {t(`test-name.two.probability.${how}`, { share, population: number(population) })}
    </p>
  );
}

function Head({ result }: { readonly result: MatchResult }) {
  const { t } = useTexts();
  const hit = result.verdict === 'above';
  const { queryName, listedName } = result.explanation;
  return (
    <div className={styles.head}>
      <span className={styles.names}>
        <Whole text={queryName} />
        <Whole text={listedName} />
      </span>
      <span className={styles.grow} />
      <Mark tone={hit ? 'now' : 'calm'} shape={hit ? 'diamond' : 'ring'} chip>
        {t(hit ? 'test-name.hit' : 'test-name.noHit')}
      </Mark>
      <span className={styles.score}>
        <ScoreBar score={result.score} />
      </span>
    </div>
  );
}

function Turning({ result }: { readonly result: MatchResult }) {
  const { t, language } = useTexts();
  const { strongest, changes, nothing } = readTurning(result.turning, language);
  return (
    <section className={styles.match} aria-labelledby="two-names-turning">
      <h2 id="two-names-turning">{t('test-name.two.turning')}</h2>
      <ul className={styles.turns}>
        {strongest.map((text) => (
          <li key={text} className={styles.strongest}>
            {text}
          </li>
        ))}
        {changes.map(({ text, flips }) => (
          <li key={text}>
            <Mark tone={flips ? 'wait' : 'calm'} shape={flips ? 'triangle' : 'ring'}>
              {t(flips ? 'test-name.two.turns' : 'test-name.two.stays')}
            </Mark>
            <span>{text}</span>
          </li>
        ))}
        {nothing !== null && <li className={styles.strongest}>{nothing}</li>}
      </ul>
    </section>
  );
}

/**
 * The whole answer to one comparison.
 *
 * @example
 * <Comparison result={answer} />
 */
export function Comparison({ result }: { readonly result: MatchResult }) {
  const { t } = useTexts();
  const [marked, setMarked] = useState(true);
  const toggle = () => setMarked((now) => !now);
  useKeys([{ combo: 'KeyE', label: t('hit.keys.letters'), run: toggle }]);
  return (
    <section aria-label={t('test-name.answer')} className={styles.answer}>
      <div className={styles.match} data-hit={result.verdict === 'above' ? '' : undefined} role="status">
        <Head result={result} />
        <Probability result={result} />
      </div>
      <section className={styles.match} aria-labelledby="two-names-parts">
        <div className={styles.head}>
          <h2 id="two-names-parts">{t('hit.tiles.title')}</h2>
          <span className={styles.grow} />
          <Button size="compact-sm" variant="subtle" onClick={toggle}>
            {t(marked ? 'hit.tiles.hide' : 'hit.tiles.show')}
          </Button>
        </div>
        <NameTiles explanation={result.explanation} marked={marked} />
        <Verdicts explanation={result.explanation} />
      </section>
      <section className={styles.match} aria-labelledby="two-names-sum">
        <h2 id="two-names-sum">{t('hit.sum.title')}</h2>
        <EvidenceSum explanation={result.explanation} byPart />
      </section>
      <Turning result={result} />
    </section>
  );
}
