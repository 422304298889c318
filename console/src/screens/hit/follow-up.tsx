/** What may follow a decision: the second person's word, opening again, a referral, a note. */

import { API, type HitDetail, Instruction, NewReferral } from '@jisr/contract';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import styles from './hit.module.css';

interface PanelProps {
  readonly hit: HitDetail;
  readonly onClose: () => void;
}

const STALE = [API.readHit, API.listHits, API.readBoard] as const;

interface ActFormProps {
  readonly label: string;
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly fields: ReactNode;
  readonly children: ReactNode;
}

function ActForm({ label, error, onSubmit, fields, children }: ActFormProps) {
  const { t } = useTexts();
  return (
    <form
      className={styles.form}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {fields}
      {error !== null && (
        <div className={styles.wide}>
          <ProblemNote error={error} kept={t('hit.form.kept')} />
        </div>
      )}
      <div className={`${styles.barRow} ${styles.wide}`}>{children}</div>
    </form>
  );
}

function Proposed({ decision }: { readonly decision: NonNullable<HitDetail['decision']> }) {
  const { t, pick } = useTexts();
  const { instruction } = decision;
  return (
    <>
      <p className={`${styles.warning} ${styles.wide}`}>
        {t('hit.second.proposal', {
          officer: pick(decision.by.name),
          reason: t(`words.reason.${decision.reason}`),
          instruction: instruction === null ? '' : t(`words.instruction.${instruction}`),
        })}
      </p>
      {decision.note !== null && (
        <p className={styles.wide}>
          <bdi dir="auto">{decision.note}</bdi>
        </p>
      )}
    </>
  );
}

interface WordsProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A field for the officer's own words, in either script. */
function Words({ onChange, ...rest }: WordsProps) {
  return (
    <Textarea
      {...rest}
      className={styles.wide ?? ''}
      autosize
      minRows={1}
      dir="auto"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function useSecond(hit: HitDetail) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const second = useAct(API.secondHit, STALE);
  const say = (agree: boolean) => {
    const words = note.trim();
    setMissing(!agree && words === '');
    if (!agree && words === '') return;
    second.mutate(
      { params: { id: hit.id }, body: { agree, note: words === '' ? null : words, revision: hit.revision } },
      { onSuccess: () => tell(t(agree ? 'hit.second.agreed' : 'hit.second.refused')) },
    );
  };
  return { note, setNote, missing, second, say };
}

/** For the second person: what was proposed and why, then agree or disagree. A refusal says why. */
export function SecondPanel({ hit }: { readonly hit: HitDetail }) {
  const { t } = useTexts();
  const { note, setNote, missing, second, say } = useSecond(hit);
  if (hit.decision === null) return null;
  const error = missing ? t('hit.second.noteMissing') : undefined;
  return (
    <ActForm
      label={t('hit.second.title')}
      error={second.error}
      onSubmit={() => say(true)}
      fields={
        <>
          <Proposed decision={hit.decision} />
          <Words
            label={t('hit.second.note')}
            error={error}
            value={note}
            maxLength={2000}
            onChange={setNote}
          />
        </>
      }
    >
      <Button type="submit" loading={second.isPending}>
        {t('hit.second.agree')}
      </Button>
      <Button variant="default" onClick={() => say(false)} disabled={second.isPending}>
        {t('hit.second.disagree')}
      </Button>
    </ActForm>
  );
}

/** A supervisor opens a decided hit again, with a typed reason: its clearance ends with it. */
export function ReopenForm({ hit, onClose }: PanelProps) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const reopen = useAct(API.reopenHit, STALE);
  const send = () => {
    const words = reason.trim();
    setMissing(words.length < 3);
    if (words.length < 3) return;
    reopen.mutate(
      { params: { id: hit.id }, body: { reason: words } },
      {
        onSuccess: () => {
          tell(t('hit.reopen.done'));
          onClose();
        },
      },
    );
  };
  return (
    <ActForm
      label={t('hit.reopen.title')}
      error={reopen.error}
      onSubmit={send}
      fields={
        <TextInput
          className={styles.wide ?? ''}
          label={t('hit.reopen.reason')}
          description={t('hit.reopen.what')}
          error={missing ? t('hit.reopen.reasonMissing') : undefined}
          value={reason}
          maxLength={500}
          dir="auto"
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      }
    >
      <Button type="submit" loading={reopen.isPending}>
        {t('hit.reopen.do')}
      </Button>
      <Button variant="default" onClick={onClose}>
        {t('hit.form.cancel')}
      </Button>
    </ActForm>
  );
}

function useReferral({ hit, onClose }: PanelProps) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [post, setPost] = useState(hit.crossing.to ?? '');
  const [instruction, setInstruction] = useState<Instruction>(
    hit.decision?.instruction ?? hit.listing.instruction ?? 'refer',
  );
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState(false);
  const refer = useAct(API.referHit, [API.readHit, API.listReferrals]);
  const send = () => {
    const body = NewReferral.safeParse({ post, instruction, note: note.trim() === '' ? null : note.trim() });
    setWrong(!body.success);
    if (!body.success) return;
    const onSuccess = () => {
      tell(t('hit.refer.done', { post }));
      onClose();
    };
    refer.mutate({ params: { id: hit.id }, body: body.data }, { onSuccess });
  };
  return { post, setPost, instruction, setInstruction, note, setNote, wrong, refer, send };
}

/** Sends an instruction to a border post; by default the post where the flight arrives. */
export function ReferralForm(props: PanelProps) {
  const { t } = useTexts();
  const form = useReferral(props);
  const fields = (
    <>
      <TextInput
        label={t('hit.refer.post')}
        description={t('hit.refer.postHint')}
        error={form.wrong ? t('hit.refer.postWrong') : undefined}
        value={form.post}
        maxLength={3}
        dir="ltr"
        onChange={(event) => form.setPost(event.currentTarget.value.toUpperCase())}
      />
      <NativeSelect
        label={t('hit.form.instruction')}
        description={t('hit.refer.instructionHint')}
        value={form.instruction}
        onChange={(event) => form.setInstruction(Instruction.parse(event.currentTarget.value))}
        data={Instruction.options.map((value) => ({ value, label: t(`words.instruction.${value}`) }))}
      />
      <Words label={t('hit.refer.note')} value={form.note} maxLength={1000} onChange={form.setNote} />
    </>
  );
  return (
    <ActForm label={t('hit.refer.title')} error={form.refer.error} onSubmit={form.send} fields={fields}>
      <Button type="submit" loading={form.refer.isPending}>
        {t('hit.refer.do')}
      </Button>
      <Button variant="default" onClick={props.onClose}>
        {t('hit.form.cancel')}
      </Button>
    </ActForm>
  );
}

/** A note in the history, at any time. */
export function NoteForm({ hit, onClose }: PanelProps) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [text, setText] = useState('');
  const add = useAct(API.noteHit, [API.readHit]);
  const send = () => {
    if (text.trim() === '') return;
    add.mutate(
      { params: { id: hit.id }, body: { text: text.trim() } },
      {
        onSuccess: () => {
          tell(t('hit.note.done'));
          onClose();
        },
      },
    );
  };
  return (
    <ActForm
      label={t('hit.note.title')}
      error={add.error}
      onSubmit={send}
      fields={
        <Textarea
          className={styles.wide ?? ''}
          label={t('hit.note.title')}
          value={text}
          maxLength={2000}
          autosize
          minRows={2}
          dir="auto"
          autoFocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
      }
    >
      <Button type="submit" loading={add.isPending} disabled={text.trim() === ''}>
        {t('hit.note.do')}
      </Button>
      <Button variant="default" onClick={onClose}>
        {t('hit.form.cancel')}
      </Button>
    </ActForm>
  );
}
