/** The acts of the ceremony, each inside its step. */
import { API, type Partner } from '@jisr/contract';
import { Button, Checkbox, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useAct, useRead } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import forms from '../watchlist/forms.module.css';
import styles from './partner.module.css';
import { Words } from './words.tsx';

const CODE_FONT = { input: { fontFamily: 'ui-monospace, monospace', fontSize: 12.5 } };

function Others() {
  const { t } = useTexts();
  return <p className={styles.soft}>{t('partner.others')}</p>;
}

/** The partner's card, from a file that somebody brought, or pasted. */
export function ImportStep() {
  const { t } = useTexts();
  const { can } = useSession();
  const [signed, setSigned] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const act = useAct(API.importCard, [API.readPartner]);
  if (!can('peer:pair')) return <Others />;
  return (
    <form
      className={forms.stack}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ body: { signed: signed.trim() } });
      }}
    >
      <input
        ref={file}
        type="file"
        accept=".jws,.txt"
        hidden
        onChange={async (event) => setSigned((await event.currentTarget.files?.[0]?.text()) ?? '')}
      />
      <Textarea
        label={t('partner.import.text')}
        value={signed}
        onChange={(event) => setSigned(event.currentTarget.value)}
        dir="ltr"
        rows={3}
        styles={CODE_FONT}
      />
      {act.error && <ProblemNote error={act.error} kept={t('partner.import.kept')} />}
      <div className={forms.acts}>
        <Button type="submit" loading={act.isPending} disabled={signed.trim().length < 20}>
          {t('partner.import.send')}
        </Button>
        <Button variant="default" onClick={() => file.current?.click()}>
          {t('partner.import.file')}
        </Button>
      </div>
    </form>
  );
}

/** The words are read aloud, those of the other side are typed, and that it was another channel is said outright. */
export function CompareStep({
  fingerprint,
}: {
  readonly fingerprint: NonNullable<Partner['peer']>['fingerprint'];
}) {
  const { t } = useTexts();
  const { can } = useSession();
  const [words, setWords] = useState('');
  const [heard, setHeard] = useState(false);
  const act = useAct(API.compareWords, [API.readPartner, API.listApprovals]);
  return (
    <>
      <Words of={fingerprint} />
      {!can('peer:pair') ? (
        <Others />
      ) : (
        <form
          className={forms.stack}
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate({ body: { words: words.trim() } });
          }}
        >
          <Textarea
            label={t('partner.compare.text')}
            description={t('partner.compare.hint')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            dir="auto"
            rows={2}
            maxLength={600}
            autoComplete="off"
          />
          <Checkbox
            label={t('partner.compare.heard')}
            checked={heard}
            onChange={(event) => setHeard(event.currentTarget.checked)}
          />
          {act.error && <ProblemNote error={act.error} kept={t('partner.compare.kept')} />}
          <div>
            <Button type="submit" loading={act.isPending} disabled={!heard || words.trim() === ''}>
              {t('partner.compare.send')}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

/** Two other people: how many have agreed, and where they do it. */
export function ApproveStep({
  approvalId,
  done,
}: {
  readonly approvalId: string | null;
  readonly done: boolean;
}) {
  const { t } = useTexts();
  const { data } = useRead(
    API.listApprovals,
    { query: { view: done ? 'closed' : 'open' } },
    { enabled: approvalId !== null },
  );
  if (approvalId === null) return null;
  const row = data?.items.find(({ id }) => id === approvalId);
  return (
    <p>
      <Link to={`/approvals/${approvalId}`}>{t('partner.approve.open')}</Link>
      {row && <> · {t('partner.approve.given', { given: row.given, needed: row.needed })}</>}
    </p>
  );
}

/** The keys are proven by the nodes themselves; an officer can only ask for it now. */
export function ProveStep() {
  const { t } = useTexts();
  const { can } = useSession();
  const act = useAct(API.provePeer, [API.readPartner]);
  if (!can('peer:pair')) return null;
  return (
    <>
      {act.error && <ProblemNote error={act.error} />}
      <div>
        <Button loading={act.isPending} onClick={() => act.mutate({})}>
          {t('partner.prove.send')}
        </Button>
      </div>
    </>
  );
}
