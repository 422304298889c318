/** Hit review: the traveller and the listed person side by side, the evidence, the decision and its history. */

import { API, type HitDetail } from '@jisr/contract';
import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPrinter } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { address, call } from '../../api.ts';
import { useKeys } from '../../keyboard.tsx';
import { Mark, SeverityMark, StateMark } from '../../parts/marks.tsx';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { PartnerMark } from '../../parts/partner-mark.tsx';
import { Route } from '../../parts/route.tsx';
import { Countdown } from '../../parts/times.tsx';
import { Code, Flight, Name } from '../../parts/values.tsx';
import { readKey, useRead } from '../../queries.ts';
import { Link, navigate } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import type { ScreenProps } from '../index.ts';
import { QuestionsAbout } from '../queries/about-traveller.tsx';
import { FlightCard, RelatedCards, SourceCard } from './beside.tsx';
import { Comparison } from './comparison.tsx';
import { DecisionBar } from './decision-bar.tsx';
import styles from './hit.module.css';
import { ListingCard } from './listing-card.tsx';
import { NameTiles } from './name-tiles.tsx';
import { keptQueue, neighboursOf } from './neighbours.ts';
import { EvidenceSum } from './sum.tsx';
import { Timeline } from './timeline.tsx';

/** Walks the queue with `[` and `]`; the next hit is read ahead (C4: shown in under 100 ms). */
function useNeighbours(id: string) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [queue] = useState(keptQueue);
  const { previous, next, at } = neighboursOf(queue.ids, id);
  useEffect(() => {
    if (next === null) return;
    const params = { id: next };
    void queries.prefetchQuery({
      queryKey: readKey(API.readHit, { params }),
      queryFn: ({ signal }) => call(API.readHit, { params }, signal),
    });
  }, [next, queries]);
  const go = (to: string | null) => to !== null && navigate(`/hits/${to}`);
  useKeys([
    { combo: 'BracketLeft', label: t('hit.keys.previous'), run: () => go(previous) },
    { combo: 'BracketRight', label: t('hit.keys.next'), run: () => go(next) },
  ]);
  return { previous, next, at, count: queue.ids.length, address: queue.address };
}

function Walk({ id }: { readonly id: string }) {
  const { t } = useTexts();
  const { previous, next, at, count } = useNeighbours(id);
  if (at < 0) return null;
  const step = (to: string | null, label: string, Icon: typeof IconChevronLeft) => (
    <Button
      variant="default"
      px={8}
      aria-label={label}
      title={label}
      disabled={to === null}
      onClick={() => to !== null && navigate(`/hits/${to}`)}
    >
      <Icon size={18} className="points" aria-hidden="true" />
    </Button>
  );
  return (
    <>
      {step(previous, t('hit.keys.previous'), IconChevronLeft)}
      <span className={styles.soft}>{t('hit.walk', { at: at + 1, count })}</span>
      {step(next, t('hit.keys.next'), IconChevronRight)}
    </>
  );
}

function Head({ hit }: { readonly hit: HitDetail }) {
  const { t } = useTexts();
  const { crossing } = hit;
  return (
    <span className={styles.sub}>
      <SeverityMark severity={hit.severity} chip />
      <StateMark state={hit.state} chip />
      <PartnerMark mark={hit.partnerHit} />
      {crossing.test && (
        <Mark tone="calm" shape="ring" chip>
          {t('hit.test')}
        </Mark>
      )}
      <Link to={`/crossings/${crossing.id}`}>
        <Flight carrier={crossing.carrier} number={crossing.number} />
      </Link>
      <Route crossing={crossing} />
      <span>
        {t('hit.departs')} <Countdown at={crossing.departureAt} />
      </span>
      <Code muted>{hit.traveller.document?.number}</Code>
    </span>
  );
}

function Evidence({ hit }: { readonly hit: HitDetail }) {
  const { t } = useTexts();
  const [marked, setMarked] = useState(true);
  const toggle = () => setMarked((now) => !now);
  useKeys([{ combo: 'KeyE', label: t('hit.keys.letters'), run: toggle }]);
  return (
    <>
      <section className={styles.panel} aria-label={t('hit.tiles.title')}>
        <div className={styles.panelHead}>
          <h2>{t('hit.tiles.title')}</h2>
          <Button size="compact-sm" variant="subtle" aria-pressed={marked} onClick={toggle}>
            {t(marked ? 'hit.tiles.hide' : 'hit.tiles.show')}
          </Button>
        </div>
        <NameTiles explanation={hit.explanation} marked={marked} />
      </section>
      <section className={styles.panel} aria-label={t('hit.comparison.label')}>
        <Comparison hit={hit} />
      </section>
      <section className={styles.panel} aria-label={t('hit.sum.title')}>
        <h2>{t('hit.sum.title')}</h2>
        <EvidenceSum explanation={hit.explanation} />
      </section>
    </>
  );
}

function Review({ hit }: { readonly hit: HitDetail }) {
  const { t } = useTexts();
  return (
    <div className={styles.layout}>
      <div className={styles.main}>
        <Evidence hit={hit} />
        <DecisionBar key={hit.id} hit={hit} />
        <section className={styles.panel} aria-label={t('hit.history.title')}>
          <h2>{t('hit.history.title')}</h2>
          <Timeline history={hit.history} />
        </section>
      </div>
      <aside className={styles.side} aria-label={t('hit.beside')}>
        <FlightCard hit={hit} />
        <ListingCard listing={hit.listed} />
        <QuestionsAbout travellerId={hit.traveller.id} most={3} />
        <RelatedCards hit={hit} />
        <SourceCard hit={hit} />
      </aside>
    </div>
  );
}

/** One hit: the heart of the product. */
export function HitScreen({ params }: ScreenProps) {
  const { t } = useTexts();
  const id = params.id ?? '';
  const { data: hit, error, refetch } = useRead(API.readHit, { params: { id } });
  const back = { to: keptQueue().address, label: t('hit.back') };
  if (hit === undefined) {
    return (
      <Page title={t('hit.title')} back={back}>
        {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading />}
      </Page>
    );
  }
  return (
    <Page
      title={<Name value={hit.traveller.name} form="inline" />}
      windowTitle={t('hit.title')}
      back={back}
      sub={<Head hit={hit} />}
      actions={
        <>
          <Walk id={id} />
          <Button
            component="a"
            variant="default"
            href={address(API.printHit.path, { id })}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconPrinter size={16} aria-hidden="true" />}
          >
            {t('hit.print')}
          </Button>
        </>
      }
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      <Review hit={hit} />
    </Page>
  );
}
