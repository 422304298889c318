/** A name against the lists: the nearest listings with the same evidence as a hit, whether they would be hits or not. */

import { API, Gender, type TestAnswer, TestQuery } from '@jisr/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconTextScan2 } from '@tabler/icons-react';
import { useState } from 'react';
import { latinDigits } from '../../digits.ts';
import { useKeys } from '../../keyboard.tsx';
import { Mark } from '../../parts/marks.tsx';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { Code, Name } from '../../parts/values.tsx';
import { useAct } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { NameTiles } from '../hit/name-tiles.tsx';
import { EvidenceSum } from '../hit/sum.tsx';
import { ScoreBar } from '../hit/weights.tsx';
import { faultsOf } from '../watchlist/faults.ts';
import styles from './test-name.module.css';
import { Verdicts } from './verdicts.tsx';

const BLANK = { name: '', birthDate: '', nationality: '', gender: '', documentNumber: '', reason: '' };
type Draft = typeof BLANK;
type Match = TestAnswer['matches'][number];

const filled = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function queryOf(draft: Draft) {
  return TestQuery.safeParse({
    name: draft.name.trim(),
    birthDate: filled(latinDigits(draft.birthDate)),
    nationality: filled(draft.nationality.toUpperCase()),
    gender: filled(draft.gender),
    documentNumber: filled(latinDigits(draft.documentNumber)),
    reason: draft.reason.trim(),
  });
}

function useTest() {
  const { t } = useTexts();
  const [draft, setDraft] = useState<Draft>(BLANK);
  const [tried, setTried] = useState(false);
  const test = useAct(API.testName);
  const checked = queryOf(draft);
  const faults = checked.success ? [] : faultsOf(checked.error);
  const send = () => {
    setTried(true);
    if (checked.success) test.mutate({ body: checked.data });
  };
  const wrong = (name: keyof Draft) => faults.includes(name);
  const field = (name: keyof Draft) => ({
    label: t(`test-name.field.${name}`),
    value: draft[name],
    error: tried && wrong(name) ? t(`test-name.wrong.${name}`) : undefined,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setDraft((now) => ({ ...now, [name]: value }));
    },
  });
  return { field, send, test };
}

function Form({ field, send, test }: ReturnType<typeof useTest>) {
  const { t } = useTexts();
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextInput
        {...field('name')}
        className={styles.wide ?? ''}
        dir="auto"
        maxLength={300}
        data-autofocus
        autoFocus
      />
      <TextInput {...field('birthDate')} placeholder="1981-04-12" dir="ltr" maxLength={10} />
      <TextInput {...field('nationality')} placeholder="SAU" dir="ltr" maxLength={3} />
      <NativeSelect
        {...field('gender')}
        data={[
          { value: '', label: t('test-name.notStated') },
          ...Gender.options.map((value) => ({ value, label: t(`words.gender.${value}`) })),
        ]}
      />
      <TextInput {...field('documentNumber')} dir="ltr" maxLength={40} />
      <TextInput
        {...field('reason')}
        className={styles.reason ?? ''}
        description={t('test-name.logged')}
        dir="auto"
        maxLength={300}
      />
      <div className={styles.wide}>
        <Button type="submit" loading={test.isPending}>
          {t('test-name.ask')}
        </Button>
      </div>
    </form>
  );
}

function MatchCard({ match, marked }: { readonly match: Match; readonly marked: boolean }) {
  const { t, pick } = useTexts();
  const { listing } = match;
  return (
    <li className={styles.match} data-hit={match.hit ? '' : undefined}>
      <div className={styles.head}>
        <Name value={listing.name} form="inline" />
        <Link to={`/watchlists/${listing.watchlist.id}?q=${encodeURIComponent(listing.reference)}`}>
          {pick(listing.watchlist.name)}
        </Link>
        <Code muted>{listing.reference}</Code>
        <span className={styles.grow} />
        <Mark tone={match.hit ? 'now' : 'calm'} shape={match.hit ? 'diamond' : 'ring'} chip>
          {t(match.hit ? 'test-name.hit' : 'test-name.noHit')}
        </Mark>
        <span className={styles.score}>
          <ScoreBar score={match.score} />
        </span>
      </div>
      <NameTiles explanation={match.explanation} marked={marked} />
      <div className={styles.both}>
        <Verdicts explanation={match.explanation} />
        <EvidenceSum explanation={match.explanation} />
      </div>
    </li>
  );
}

function Answer({ answer }: { readonly answer: TestAnswer }) {
  const { t, number } = useTexts();
  const [marked, setMarked] = useState(true);
  useKeys([{ combo: 'KeyE', label: t('hit.keys.letters'), run: () => setMarked((now) => !now) }]);
  const hits = answer.matches.filter((match) => match.hit).length;
  return (
    <section aria-label={t('test-name.answer')} className={styles.answer}>
      <p role="status" className={styles.summary}>
        <strong>{t('test-name.hits', { count: hits })}</strong>{' '}
        {t('test-name.took', {
          searched: number(answer.searched),
          ms: number(answer.tookMs, { maximumFractionDigits: 1 }),
        })}
      </p>
      {answer.matches.length === 0 ? (
        <div className={styles.panel}>
          <EmptyState title={t('test-name.none')}>{t('test-name.noneWhy')}</EmptyState>
        </div>
      ) : (
        <ul className={styles.matches}>
          {answer.matches.map((match) => (
            <MatchCard key={match.listing.id} match={match} marked={marked} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** A form, then the nearest listings with their alignment. */
export function AgainstLists() {
  const { t } = useTexts();
  const state = useTest();
  const { test } = state;
  return (
    <div className={styles.answer}>
      <div className={styles.panel}>
        <Form {...state} />
      </div>
      {test.error && <ProblemNote error={test.error} kept={t('test-name.kept')} onRetry={state.send} />}
      {test.isPending && <Loading />}
      {test.data && !test.isPending && <Answer answer={test.data} />}
      {test.isIdle && (
        <div className={styles.panel}>
          <EmptyState
            icon={<IconTextScan2 size={32} stroke={1.4} aria-hidden="true" />}
            title={t('test-name.idle')}
          />
        </div>
      )}
    </div>
  );
}
