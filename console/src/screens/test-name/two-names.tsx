/** Two names that somebody types, compared as they are typed: no list is asked and nothing is kept. */
import { API, Gender, MatchRequest } from '@jisr/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconArrowsExchange, IconTextScan2 } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { latinDigits } from '../../digits.ts';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { useQuestion } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { faultsOf } from '../watchlist/faults.ts';
import styles from './test-name.module.css';
import { Comparison } from './two-names-answer.tsx';

const SIDES = ['query', 'listed'] as const;
type Side = (typeof SIDES)[number];
const BLANK = { name: '', birthDate: '', nationality: '', gender: '' };
type Draft = typeof BLANK;
type Drafts = Readonly<Record<Side, Draft>>;
const POPULATIONS = [1_000, 10_000, 100_000, 1_000_000];
/** How long the fingers must rest before the engine is asked: each question is a line in the access log. */
const REST_MS = 600;

const filled = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const sideOf = (draft: Draft) => ({
  name: draft.name,
  birthDate: filled(latinDigits(draft.birthDate)),
  nationality: filled(draft.nationality.toUpperCase()),
  gender: filled(draft.gender),
});
const faultsOfSide = (draft: Draft, side: Side): readonly string[] => {
  const parsed = MatchRequest.shape[side].safeParse(sideOf(draft));
  return parsed.success ? [] : faultsOf(parsed.error);
};

/** The value as it was when it last stood still. */
function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

interface SideFormProps {
  readonly side: Side;
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
}

function SideForm({ side, draft, change }: SideFormProps) {
  const { t } = useTexts();
  const faults = faultsOfSide(draft, side);
  const field = (name: keyof Draft) => ({
    label: t(name === 'name' ? `test-name.two.name.${side}` : `test-name.field.${name}`),
    value: draft[name],
    // An empty name is no fault: it is not written yet.
    error: draft[name] !== '' && faults.includes(name) ? t(`test-name.two.wrong.${name}`) : undefined,
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ ...draft, [name]: event.currentTarget.value }),
  });
  return (
    <fieldset className={styles.side}>
      <legend>{t(`test-name.two.${side}`)}</legend>
      <TextInput
        {...field('name')}
        className={styles.wide ?? ''}
        dir="auto"
        maxLength={300}
        autoComplete="off"
        spellCheck={false}
        autoFocus={side === 'query'}
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
    </fieldset>
  );
}

function useComparison() {
  const [drafts, setDrafts] = useState<Drafts>({ query: BLANK, listed: BLANK });
  const [population, setPopulation] = useState(10_000);
  const asked = useMemo(() => ({ drafts, population }), [drafts, population]);
  const rested = useRested(asked);
  const checked = MatchRequest.safeParse({
    query: sideOf(rested.drafts.query),
    listed: sideOf(rested.drafts.listed),
    population: rested.population,
  });
  const answer = useQuestion(API.matchNames, checked.success ? { body: checked.data } : null);
  return { drafts, setDrafts, population, setPopulation, ready: checked.success, answer };
}

function Controls({ drafts, setDrafts, population, setPopulation }: ReturnType<typeof useComparison>) {
  const { t, number } = useTexts();
  return (
    <div className={styles.controls}>
      <NativeSelect
        label={t('test-name.two.population')}
        value={String(population)}
        onChange={(event) => setPopulation(Number(event.currentTarget.value))}
        data={POPULATIONS.map((value) => ({
          value: String(value),
          label: t('test-name.two.oneIn', { count: number(value) }),
        }))}
      />
      <Button
        type="button"
        variant="default"
        leftSection={<IconArrowsExchange size={16} aria-hidden="true" />}
        onClick={() => setDrafts({ query: drafts.listed, listed: drafts.query })}
      >
        {t('test-name.two.exchange')}
      </Button>
      <p className={styles.summary}>{t('test-name.two.logged')}</p>
    </div>
  );
}

/** Two forms side by side; the answer follows as soon as both names are there. */
export function TwoNames() {
  const { t } = useTexts();
  const state = useComparison();
  const { drafts, setDrafts, ready, answer } = state;
  return (
    <div className={styles.answer}>
      <div className={styles.panel}>
        <form className={styles.sides} noValidate onSubmit={(event) => event.preventDefault()}>
          {SIDES.map((side) => (
            <SideForm
              key={side}
              side={side}
              draft={drafts[side]}
              change={(draft) => setDrafts({ ...drafts, [side]: draft })}
            />
          ))}
          <Controls {...state} />
        </form>
      </div>
      {ready && answer.error && (
        <ProblemNote error={answer.error} kept={t('test-name.kept')} onRetry={() => void answer.refetch()} />
      )}
      {ready && answer.data && !answer.error ? (
        <Comparison result={answer.data} />
      ) : (
        !answer.error && (
          <div className={styles.panel} aria-busy={answer.isFetching}>
            <EmptyState
              icon={<IconTextScan2 size={32} stroke={1.4} aria-hidden="true" />}
              title={t('test-name.two.idle')}
            />
          </div>
        )
      )}
    </div>
  );
}
