/** One approval: the exact document with its digest, who has decided, and the officer's own word. */
import { API, type ApprovalDetail, ApprovalSheet, type Proof } from '@jisr/contract';
import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { FactItem, Facts, Page, Section } from '../../parts/page.tsx';
import { Countdown, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { digestOfShown, inGroups } from '../../proof/digest.ts';
import { ProofForm } from '../../proof/proof-form.tsx';
import { useAct, useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import type { ScreenProps } from '../index.ts';
import styles from './approval.module.css';
import { DocumentView } from './document-view.tsx';
import { Voices } from './voices.tsx';

const REASON_MIN = 10;

/** The digest of what is drawn, computed in this browser; null until it is known. */
function useShownDigest(sheet: unknown): string | null {
  const [digest, setDigest] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    setDigest(null);
    void digestOfShown(sheet).then((computed) => current && setDigest(computed));
    return () => {
      current = false;
    };
  }, [sheet]);
  return digest;
}

function Sheet({ approval, sheet }: { readonly approval: ApprovalDetail; readonly sheet: ApprovalSheet }) {
  const { t } = useTexts();
  const [raw, setRaw] = useState(false);
  return (
    <Section title={t('approval.document')}>
      <p className={styles.title} lang="en" dir="ltr">
        {sheet.title.en}
      </p>
      <p className={styles.title} lang="ar" dir="rtl">
        {sheet.title.ar}
      </p>
      <Facts>
        <FactItem label={t('approval.articles')}>
          <Code>{sheet.articles.join(' · ')}</Code>
        </FactItem>
        <FactItem label={t('approval.needed')}>{t('approval.people', { count: sheet.needed })}</FactItem>
        <FactItem label={t('approval.roles')}>
          {sheet.roles.map((role) => t(`words.role.${role}`)).join(t('approval.or'))}
        </FactItem>
        <FactItem label={t('approval.expires')}>
          {approval.closedAt ? <When at={sheet.expiresAt} /> : <Countdown at={sheet.expiresAt} />}
        </FactItem>
        <FactItem label={t('approval.subject')}>
          <Code>{sheet.subject}</Code>
        </FactItem>
      </Facts>
      <DocumentView value={sheet.document} />
      <div>
        <Button variant="subtle" size="xs" aria-expanded={raw} onClick={() => setRaw(!raw)}>
          {t(raw ? 'approval.hideRaw' : 'approval.showRaw')}
        </Button>
      </div>
      {raw && (
        <textarea
          className={styles.raw}
          dir="ltr"
          lang="en"
          readOnly
          rows={12}
          aria-label={t('approval.raw')}
          value={JSON.stringify(sheet, null, 2)}
        />
      )}
    </Section>
  );
}

/** The digest that this browser computed; when the node's differs, nothing can be signed. */
function Digest({ shown, stored }: { readonly shown: string | null; readonly stored: string }) {
  const { t } = useTexts();
  if (shown === null) return <Loading />;
  return (
    <div
      className={shown === stored ? styles.digest : styles.differs}
      role={shown === stored ? undefined : 'alert'}
    >
      <span>{t(shown === stored ? 'approval.digest' : 'approval.digestDiffers')}</span>
      <Code>{inGroups(shown)}</Code>
    </div>
  );
}

function useWord(id: string) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const queries = useQueryClient();
  const stale = [API.readApproval, API.listApprovals, API.listBreakGlass];
  const approve = useAct(API.approve, stale);
  const refuse = useAct(API.refuseApproval, stale);
  const withdraw = useAct(API.withdrawApproval, stale);
  const onSuccess = (text: string) => () => {
    void queries.invalidateQueries({ queryKey: [API.security.path] });
    tell(text);
  };
  return {
    approve,
    refuse,
    withdraw,
    sendApproval: (proof: Proof, digest: string) =>
      approve.mutate(
        { params: { id }, body: { digest, proof } },
        { onSuccess: onSuccess(t('approval.approved')) },
      ),
    sendRefusal: (reason: string) =>
      refuse.mutate({ params: { id }, body: { reason } }, { onSuccess: onSuccess(t('approval.refused')) }),
    sendWithdrawal: (reason: string) =>
      withdraw.mutate(
        { params: { id }, body: { reason } },
        { onSuccess: onSuccess(t('approval.withdrawn')) },
      ),
  };
}

interface WithReasonProps {
  readonly act: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onReason: (reason: string) => void;
}

function WithReason({ act, busy, error, onReason }: WithReasonProps) {
  const { t } = useTexts();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const short = reason.trim().length < REASON_MIN;
  return (
    <form
      className={styles.reason}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!short) onReason(reason.trim());
      }}
    >
      <Textarea
        label={t('approval.reason')}
        error={tried && short ? t('approval.reasonMissing') : undefined}
        value={reason}
        rows={2}
        maxLength={1000}
        dir="auto"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {error !== null && <ProblemNote error={error} kept={t('approval.kept')} />}
      <div>
        <Button type="submit" variant="default" loading={busy}>
          {act}
        </Button>
      </div>
    </form>
  );
}

function OwnWord({ approval, shown }: { readonly approval: ApprovalDetail; readonly shown: string | null }) {
  const { t } = useTexts();
  const word = useWord(approval.id);
  if (approval.mayWithdraw)
    return (
      <Section title={t('approval.yours')}>
        <p>{t('approvals.bar.author')}</p>
        <WithReason
          act={t('approval.withdraw')}
          busy={word.withdraw.isPending}
          error={word.withdraw.error}
          onReason={word.sendWithdrawal}
        />
      </Section>
    );
  if (approval.bar !== null) return null;
  return (
    <Section title={t('approval.yours')}>
      {shown === approval.digest && (
        <ProofForm
          digest={async () => (shown === approval.digest ? shown : null)}
          act={t(approval.kind === 'break-glass' ? 'approval.justify' : 'approval.approve')}
          busy={word.approve.isPending}
          error={word.approve.error}
          onProof={word.sendApproval}
        />
      )}
      <hr className={styles.rule} />
      <WithReason
        act={t('approval.refuse')}
        busy={word.refuse.isPending}
        error={word.refuse.error}
        onReason={word.sendRefusal}
      />
    </Section>
  );
}

function Opened({ approval }: { readonly approval: ApprovalDetail }) {
  const { t, pick } = useTexts();
  const [sheet, setSheet] = useState(() => ApprovalSheet.parse(JSON.parse(approval.sheet)));
  useEffect(() => setSheet(ApprovalSheet.parse(JSON.parse(approval.sheet))), [approval.sheet]);
  const shown = useShownDigest(sheet);
  return (
    <Page
      title={pick(sheet.title)}
      sub={`${t(`approvals.kind.${approval.kind}`)} · ${t(`approvals.state.${approval.state}`)}`}
      back={{ to: '/approvals', label: t('approvals.title') }}
    >
      <div className={styles.floor}>
        <div className={styles.column}>
          <Sheet approval={approval} sheet={sheet} />
          <Digest shown={shown} stored={approval.digest} />
        </div>
        <div className={styles.column}>
          <OwnWord approval={approval} shown={shown} />
          <Voices approval={approval} />
        </div>
      </div>
    </Page>
  );
}

export function ApprovalScreen({ params }: ScreenProps) {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.readApproval, { params: { id: params.id ?? '' } });
  if (data) return <Opened approval={data} />;
  return (
    <Page title={t('approvals.title')} back={{ to: '/approvals', label: t('approvals.title') }}>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  );
}
