/** Jobs that gave up: what failed, and to try again with a reason. */

import { API, type DeadJobPage } from '@jisr/contract';
import { Button, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { z } from 'zod';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Ago } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct, useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import forms from '../watchlist/forms.module.css';

type Job = z.infer<typeof DeadJobPage>['items'][number];
const REASON_MIN = 3;

function JobCard({ job }: { readonly job: Job }) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const retry = useAct(API.retryJob, [API.listDeadJobs, API.systemState]);
  const short = reason.trim().length < REASON_MIN;
  const send = () => {
    setTried(true);
    if (short) return;
    retry.mutate(
      { params: { id: job.id }, body: { reason: reason.trim() } },
      { onSuccess: () => tell(t('administration.job.retried')) },
    );
  };
  return (
    <li className={forms.panel}>
      <div className={forms.head}>
        <strong>
          <Code>{job.kind}</Code>
        </strong>
        <span className={forms.soft}>{t('administration.job.attempts', { count: job.attempts })}</span>
        <span className={forms.soft}>
          <Ago at={job.createdAt} />
        </span>
        <span className={forms.grow} />
        <Code muted>{job.id}</Code>
      </div>
      {job.lastError !== null && (
        <p>
          <Code>{job.lastError}</Code>
        </p>
      )}
      <form
        className={forms.stack}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextInput
          label={t('administration.job.reason')}
          error={tried && short ? t('administration.job.reasonMissing') : undefined}
          value={reason}
          maxLength={300}
          dir="auto"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {retry.error && <ProblemNote error={retry.error} />}
        <div>
          <Button type="submit" size="xs" variant="default" loading={retry.isPending}>
            {t('administration.job.retry')}
          </Button>
        </div>
      </form>
    </li>
  );
}

/** Nothing is lost: each can be tried again once its cause is mended. */
export function DeadJobs() {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.listDeadJobs, {});
  if (error && data === undefined) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  if (data.items.length === 0) {
    return (
      <div className={forms.panel}>
        <EmptyState
          icon={<IconCircleCheck size={32} stroke={1.4} aria-hidden="true" />}
          title={t('administration.job.none')}
        />
      </div>
    );
  }
  return (
    <ul className={forms.cards}>
      {data.items.map((job) => (
        <JobCard key={job.id} job={job} />
      ))}
    </ul>
  );
}
