/** “May we send this?”: an officer asks what the gate would say, and nothing is sent. */
import { API, type PolicyAnswer, type PolicyQuestion } from '@jisr/contract';
import {
  ACTIONS,
  ASSURANCES,
  CATEGORIES,
  type Category,
  fieldsOf,
  OFFENCES,
  PURPOSES,
  TLPS,
} from '@jisr/memorandum/vocabulary';
import { Button, Checkbox, MultiSelect, NativeSelect, NumberInput } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Mark } from '../../parts/marks.tsx';
import { ProblemNote } from '../../parts/notes.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import styles from './memoranda.module.css';
import { wordOf } from './words.ts';

const START = {
  action: 'supply',
  category: 'person-supplement',
  fields: ['names', 'birthDate'] as string[],
  purpose: 'border-security',
  offence: 'serious',
  tlp: 'amber',
  way: 'out',
  mode: '',
  approvals: 1,
  assurances: ['no-death-penalty', 'fair-trial'] as string[],
  minor: false,
  own: false,
  sensitive: false,
  automatic: false,
};
type Draft = typeof START;

const PARTNER: Readonly<Record<string, string>> = { BHR: 'USA', USA: 'BHR' };
const POINT = 'NCP';

function questionOf(draft: Draft, own: string, memorandum: string | undefined): PolicyQuestion {
  const { way, mode, offence, own: isOwn, ...rest } = draft;
  const here = { party: own, agency: POINT };
  const there = { party: PARTNER[own] ?? own, agency: POINT };
  return {
    ...rest,
    own: isOwn,
    ...(memorandum === undefined ? {} : { memorandum }),
    offence: offence === 'none' ? null : offence,
    mode: mode === 'plain' || mode === 'blind' ? mode : null,
    from: way === 'out' ? here : there,
    to: way === 'out' ? there : here,
    usedToday: 0,
    urgent: false,
  };
}

interface SimulatorProps {
  /** The party of this node. */
  readonly party: string;
  /** A text to be asked alone; absent: everything in force. */
  readonly memorandum?: string;
}

/** The form on the start side, the answer on the end side. */
export function Simulator({ party, memorandum }: SimulatorProps) {
  const [draft, setDraft] = useState<Draft>(START);
  const ask = useAct(API.simulatePolicy);
  const { t } = useTexts();
  const send = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate({ body: questionOf(draft, party, memorandum) });
  };
  return (
    <div className={styles.ask}>
      <form className={styles.fields} onSubmit={send}>
        <Choices draft={draft} set={(change) => setDraft((now) => ({ ...now, ...change }))} />
        <div className={styles.wide}>
          <Button
            type="submit"
            loading={ask.isPending}
            leftSection={<IconScale size={16} aria-hidden="true" />}
          >
            {t('memoranda.ask.send')}
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {ask.error && <ProblemNote error={ask.error} />}
        {ask.data && <Answer answer={ask.data} />}
        {!ask.data && !ask.error && <p className={styles.note}>{t('memoranda.ask.before')}</p>}
      </div>
    </div>
  );
}

interface ChoicesProps {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
}

function Choices({ draft, set }: ChoicesProps) {
  const { t, pick } = useTexts();
  const options = (list: Parameters<typeof wordOf>[0], words: readonly string[]) =>
    words.map((value) => ({ value, label: pick(wordOf(list, value)) }));
  const choice = (name: 'action' | 'category' | 'purpose' | 'offence' | 'tlp', words: readonly string[]) => (
    <NativeSelect
      label={t(`memoranda.ask.${name}`)}
      value={draft[name]}
      data={options(name, words)}
      onChange={(event) => {
        const { value } = event.currentTarget;
        set(name === 'category' ? { category: value, fields: [] } : { [name]: value });
      }}
    />
  );
  return (
    <>
      {choice('action', ACTIONS)}
      {choice('category', CATEGORIES)}
      <NativeSelect
        label={t('memoranda.ask.way')}
        value={draft.way}
        data={['out', 'in'].map((value) => ({ value, label: t(`memoranda.way.${value}`) }))}
        onChange={(event) => set({ way: event.currentTarget.value })}
      />
      {choice('purpose', PURPOSES)}
      {choice('offence', OFFENCES)}
      {choice('tlp', TLPS)}
      <NativeSelect
        label={t('memoranda.ask.mode')}
        value={draft.mode}
        data={[{ value: '', label: t('memoranda.ask.noMode') }, ...options('mode', ['plain', 'blind'])]}
        onChange={(event) => set({ mode: event.currentTarget.value })}
      />
      <NumberInput
        label={t('memoranda.ask.approvals')}
        value={draft.approvals}
        min={0}
        max={5}
        onChange={(value) => set({ approvals: Number(value) || 0 })}
      />
      <MultiSelect
        className={styles.wide ?? ''}
        label={t('memoranda.ask.fields')}
        value={draft.fields}
        data={options('field', fieldsOf(draft.category as Category))}
        onChange={(fields) => set({ fields })}
        searchable
        clearable
      />
      <MultiSelect
        className={styles.wide ?? ''}
        label={t('memoranda.ask.assurances')}
        value={draft.assurances}
        data={options('assurance', ASSURANCES)}
        onChange={(assurances) => set({ assurances })}
      />
      <div className={`${styles.wide} ${styles.switches}`}>
        {(['minor', 'own', 'sensitive', 'automatic'] as const).map((name) => (
          <Checkbox
            key={name}
            label={t(`memoranda.ask.${name}`)}
            checked={draft[name]}
            onChange={(event) => set({ [name]: event.currentTarget.checked })}
          />
        ))}
      </div>
    </>
  );
}

function Answer({ answer }: { readonly answer: PolicyAnswer }) {
  const { t, pick } = useTexts();
  const { allowed, clause, text } = answer;
  return (
    <section className={`${styles.answer} ${allowed ? styles.yes : styles.no}`}>
      <div className={styles.verdict}>
        <Mark tone={allowed ? 'done' : 'now'} shape={allowed ? 'check' : 'square'}>
          {t(
            clause === 'none'
              ? 'memoranda.answer.refused'
              : allowed
                ? 'memoranda.answer.yes'
                : 'memoranda.answer.no',
          )}
        </Mark>
        {clause !== 'none' && <Code>{clause}</Code>}
      </div>
      {text && <p className={styles.said}>{pick(text)}</p>}
      {answer.set && <p className={styles.other}>{t(`memoranda.answer.set.${answer.set}`)}</p>}
      {answer.obligations && <Terms of={answer.obligations} />}
      <p className={styles.other}>
        {t('memoranda.answer.law')} <Code muted>{answer.policyDigest.slice(0, 16)}</Code>
      </p>
    </section>
  );
}

function Terms({ of }: { readonly of: NonNullable<PolicyAnswer['obligations']> }) {
  const { t, pick, number } = useTexts();
  const rows: readonly (readonly [string, string])[] = [
    [t('memoranda.term.retention'), t('memoranda.days', { count: of.retentionDays })],
    [t('memoranda.term.onward'), pick(wordOf('onward', of.onward))],
    [t('memoranda.term.approvals'), number(of.approvals)],
    [
      t('memoranda.term.answer'),
      of.answerWithinHours === null ? '–' : t('memoranda.hours', { count: of.answerWithinHours }),
    ],
    [t('memoranda.term.quota'), of.quotaPerDay === null ? '–' : number(of.quotaPerDay)],
  ];
  return (
    <>
      <dl className={styles.terms}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {of.caveats.map((caveat) => (
        <p key={caveat.en} className={styles.other}>
          {pick(caveat)}
        </p>
      ))}
    </>
  );
}
