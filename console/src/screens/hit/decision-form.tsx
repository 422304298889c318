/** Verdict, reason, instruction, note: what an officer says of a hit. */

import { API, type HitDetail, Instruction, type ReasonCode, type Verdict } from '@jisr/contract';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { checkDecision, type DecisionEntry, REASONS } from './deciding.ts';
import styles from './hit.module.css';
import { isSerious } from './listing-card.tsx';

interface DecisionFormProps {
  readonly hit: HitDetail;
  readonly verdict: Verdict;
  readonly onClose: () => void;
}

function InstructionField({ entry, change, missing }: FieldProps & { readonly missing: boolean }) {
  const { t } = useTexts();
  return (
    <NativeSelect
      label={t('hit.form.instruction')}
      value={entry.instruction ?? ''}
      error={missing ? t('hit.form.instructionMissing') : undefined}
      onChange={(event) => {
        const chosen = Instruction.safeParse(event.currentTarget.value);
        change({ instruction: chosen.success ? chosen.data : null });
      }}
      data={[
        { value: '', label: t('hit.form.choose') },
        ...Instruction.options.map((value) => ({ value, label: t(`words.instruction.${value}`) })),
      ]}
    />
  );
}

interface FieldProps {
  readonly entry: DecisionEntry;
  readonly change: (some: Partial<DecisionEntry>) => void;
}

function NoteField({ entry, change, missing }: FieldProps & { readonly missing: boolean }) {
  const { t } = useTexts();
  return (
    <Textarea
      label={t('hit.form.note')}
      description={missing ? undefined : t('hit.form.noteWhy')}
      error={missing ? t('hit.form.noteMissing') : undefined}
      value={entry.note}
      maxLength={2000}
      autosize
      minRows={1}
      dir="auto"
      onChange={(event) => change({ note: event.currentTarget.value })}
    />
  );
}

function useDecision({ hit, verdict, onClose }: DecisionFormProps) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [entry, setEntry] = useState<DecisionEntry>({
    verdict,
    reason: '',
    instruction: verdict === 'is-listed' ? hit.listing.instruction : null,
    note: '',
  });
  const [tried, setTried] = useState(false);
  const decide = useAct(API.decideHit, [API.readHit, API.listHits, API.readBoard]);
  const checked = checkDecision(entry);
  const submit = () => {
    setTried(true);
    if (checked.body === null) return;
    decide.mutate(
      { params: { id: hit.id }, body: { ...checked.body, revision: hit.revision } },
      {
        onSuccess: (after) => {
          tell(t(after.state === 'awaiting-second' ? 'hit.form.proposed' : 'hit.form.decided'));
          onClose();
        },
      },
    );
  };
  const change = (some: Partial<DecisionEntry>) => setEntry((now) => ({ ...now, ...some }));
  return { entry, change, submit, decide, faults: tried ? checked.faults : [] };
}

/** The form of one verdict; the reasons offered are those that can speak for it. */
export function DecisionForm(props: DecisionFormProps) {
  const { t } = useTexts();
  const { entry, change, submit, decide, faults } = useDecision(props);
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <form
      className={styles.form}
      aria-label={t(`words.verdict.${props.verdict}`)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <NativeSelect
        ref={first}
        label={t('hit.form.reason')}
        value={entry.reason}
        error={faults.includes('reason') ? t('hit.form.reasonMissing') : undefined}
        onChange={(event) => change({ reason: event.currentTarget.value as ReasonCode | '' })}
        data={[
          { value: '', label: t('hit.form.choose') },
          ...REASONS[props.verdict].map((value) => ({ value, label: t(`words.reason.${value}`) })),
        ]}
      />
      {props.verdict === 'is-listed' && (
        <InstructionField entry={entry} change={change} missing={faults.includes('instruction')} />
      )}
      <NoteField entry={entry} change={change} missing={faults.includes('note')} />
      {decide.error && (
        <div className={styles.wide}>
          <ProblemNote error={decide.error} kept={t('hit.form.kept')} />
        </div>
      )}
      <div className={`${styles.barRow} ${styles.wide}`}>
        <Button type="submit" loading={decide.isPending}>
          {t(isSerious(entry.instruction) ? 'hit.form.propose' : 'hit.form.decide')}
        </Button>
        <Button variant="default" onClick={props.onClose}>
          {t('hit.form.cancel')}
        </Button>
        {props.verdict === 'is-listed' && isSerious(entry.instruction) && (
          <p className={`${styles.warning} ${styles.grow}`}>{t('hit.form.serious')}</p>
        )}
      </div>
    </form>
  );
}
