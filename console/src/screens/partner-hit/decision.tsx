/** The same person or not, with a note; once confirmed, the way to ask for supplementary data. */
import { API, type PartnerHit } from '@jisr/contract';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { useAct } from '../../queries.ts';
import { navigate } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import forms from '../watchlist/forms.module.css';
import styles from './partner-hit.module.css';

type Part = { readonly hit: PartnerHit };
const STALE = [API.readPartnerHit, API.listPartnerHits, API.listQueries] as const;
/** As the contract asks of every typed reason. */
const NOTE_MIN = 3;

function useDecide(hit: PartnerHit) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const decide = useAct(API.decidePartnerHit, STALE);
  const say = (confirmed: boolean) => {
    const words = note.trim();
    setMissing(words.length < NOTE_MIN);
    if (words.length < NOTE_MIN) return;
    decide.mutate(
      { params: { id: hit.id }, body: { confirmed, note: words } },
      { onSuccess: () => tell(t(confirmed ? 'partner-hit.done.confirmed' : 'partner-hit.done.dismissed')) },
    );
  };
  return { note, setNote, missing, decide, say };
}

function Form({ hit }: Part) {
  const { t } = useTexts();
  const { note, setNote, missing, decide, say } = useDecide(hit);
  return (
    <form
      className={forms.stack}
      onSubmit={(event) => {
        event.preventDefault();
        say(true);
      }}
    >
      <p className={styles.soft}>{t('partner-hit.decideWhat')}</p>
      <Textarea
        label={t('partner-hit.note')}
        error={missing ? t('partner-hit.noteMissing') : undefined}
        value={note}
        maxLength={1000}
        autosize
        minRows={2}
        dir="auto"
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {decide.error && <ProblemNote error={decide.error} kept={t('partner-hit.kept')} />}
      <div className={forms.acts}>
        <Button type="submit" loading={decide.isPending}>
          {t('partner-hit.confirm')}
        </Button>
        <Button variant="default" disabled={decide.isPending} onClick={() => say(false)}>
          {t('partner-hit.dismiss')}
        </Button>
      </div>
    </form>
  );
}

function Decided({ hit }: Part) {
  const { t, pick } = useTexts();
  const { can } = useSession();
  return (
    <div className={forms.stack}>
      <div>
        <strong>{t(`partner-hits.state.${hit.state}`)}</strong>
        {hit.decidedBy !== null && (
          <>
            {' · '}
            <bdi>{pick(hit.decidedBy.name)}</bdi>
          </>
        )}{' '}
        <When at={hit.decidedAt} day="always" />
      </div>
      {hit.note !== null && (
        <p>
          <bdi dir="auto">{hit.note}</bdi>
        </p>
      )}
      {hit.state === 'confirmed' && can('requests:write') && (
        <div className={forms.acts}>
          <Button onClick={() => navigate(`/requests/new?hit=${hit.id}`)}>{t('partner-hit.request')}</Button>
        </div>
      )}
    </div>
  );
}

export function DecisionPanel({ hit }: Part) {
  const { t } = useTexts();
  return (
    <Section title={t('partner-hit.decision')}>
      {hit.state === 'open' ? <Form hit={hit} /> : <Decided hit={hit} />}
    </Section>
  );
}
