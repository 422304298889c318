/** The imports of a list: what each changed, what could not be read, and the held ones to confirm or discard. */

import { API, type ListImport, PROBLEMS, type Watchlist } from '@jisr/contract';
import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { spanTo } from '../../dates.ts';
import { latinDigits } from '../../digits.ts';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { spanText, useNow, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct, usePages } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import forms from './forms.module.css';
import styles from './imports.module.css';

const STATUS = {
  running: { tone: 'wait', shape: 'half' },
  applied: { tone: 'done', shape: 'check' },
  unchanged: { tone: 'calm', shape: 'bar' },
  held: { tone: 'wait', shape: 'triangle' },
  failed: { tone: 'now', shape: 'diamond' },
  discarded: { tone: 'calm', shape: 'ring' },
} as const satisfies Record<ListImport['status'], { tone: Tone; shape: Shape }>;

/** While something runs the counts are read each second; events bring the rest. */
const POLL_MS = 1000;

const isProblem = (code: string): code is keyof typeof PROBLEMS => code in PROBLEMS;

function Numbers({ of }: { readonly of: ListImport }) {
  const { t, number } = useTexts();
  const kinds = ['read', 'added', 'changed', 'withdrawn', 'unchanged'] as const;
  return (
    <dl className={styles.numbers}>
      {kinds.map((kind) => (
        <div key={kind}>
          <dt>{t(`watchlist.import.count.${kind}`)}</dt>
          <dd>{number(of[kind])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Running({ of }: { readonly of: ListImport }) {
  const { t, number } = useTexts();
  const now = useNow();
  const seconds = Math.max(1, (now - Date.parse(of.startedAt)) / 1000);
  return (
    <div role="status">
      <div className={styles.track} aria-hidden="true">
        <div className={styles.moving} />
      </div>
      <p className={forms.soft}>
        {t('watchlist.import.running', {
          read: number(of.read),
          rate: number(Math.round(of.read / seconds)),
          span: spanText(spanTo(Date.parse(of.startedAt), now), t),
        })}
      </p>
    </div>
  );
}

function Samples({ of }: { readonly of: ListImport }) {
  const { t } = useTexts();
  const kinds = (['added', 'changed', 'withdrawn'] as const).filter((kind) => of.samples[kind].length > 0);
  if (kinds.length === 0) return null;
  return (
    <dl className={forms.entry}>
      {kinds.map((kind) => (
        <div key={kind}>
          <dt>{t(`watchlist.import.sample.${kind}`)}</dt>
          <dd>
            {of.samples[kind].slice(0, 5).map((name) => (
              <div key={name}>
                <bdi dir="auto">{name}</bdi>
              </div>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const ISSUE = {
  error: { tone: 'now', shape: 'diamond' },
  warn: { tone: 'wait', shape: 'triangle' },
  info: { tone: 'calm', shape: 'ring' },
} as const;

function Issues({ of }: { readonly of: ListImport }) {
  const { t, pick, number } = useTexts();
  if (of.issueTotal === 0) return null;
  return (
    <details>
      <summary>{t('watchlist.import.issues', { count: of.issueTotal })}</summary>
      <ul className={forms.issues}>
        {of.issues.map((issue) => (
          <li key={`${issue.code} ${issue.line ?? ''} ${issue.reference ?? ''}`}>
            <Mark tone={ISSUE[issue.severity].tone} shape={ISSUE[issue.severity].shape}>
              {t(`words.issue.${issue.severity}`)}
            </Mark>
            <span>
              {issue.line !== null &&
                t('watchlist.import.line', { line: number(issue.line, { useGrouping: false }) })}{' '}
              {issue.reference !== null && <Code muted>{issue.reference}</Code>}
            </span>
            <span>{pick(issue.message)}</span>
          </li>
        ))}
      </ul>
      {of.issues.length < of.issueTotal && (
        <p className={forms.soft}>
          {t('watchlist.import.issuesMore', { count: of.issueTotal - of.issues.length })}
        </p>
      )}
    </details>
  );
}

function Held({ of }: { readonly of: ListImport }) {
  const { t } = useTexts();
  const { can } = useSession();
  const { tell } = useNotices();
  const [typed, setTyped] = useState('');
  const confirm = useAct(API.confirmImport, [API.listImports, API.listWatchlists, API.listListings]);
  const decide = (apply: boolean) =>
    confirm.mutate(
      { params: { id: of.id }, body: { apply } },
      { onSuccess: () => tell(t(apply ? 'watchlist.import.confirmed' : 'watchlist.import.discarded')) },
    );
  // Withdrawing listings wholesale cannot be undone by hand: the number is typed before it is done.
  const sure = latinDigits(typed).trim() === String(of.withdrawn);
  return (
    <div className={forms.stack}>
      <p>{t('watchlist.import.held', { count: of.withdrawn })}</p>
      {can('watchlists:approve') && (
        <>
          <TextInput
            label={t('watchlist.import.typeNumber', { withdrawn: String(of.withdrawn) })}
            value={typed}
            inputMode="numeric"
            dir="ltr"
            maw={320}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {confirm.error && <ProblemNote error={confirm.error} />}
          <div className={forms.acts}>
            <Button size="xs" disabled={!sure} loading={confirm.isPending} onClick={() => decide(true)}>
              {t('watchlist.import.apply')}
            </Button>
            <Button size="xs" variant="default" onClick={() => decide(false)}>
              {t('watchlist.import.discard')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function ImportCard({ of }: { readonly of: ListImport }) {
  const { t, pick, language } = useTexts();
  const status = STATUS[of.status];
  return (
    <li className={`${forms.panel} ${of.status === 'held' || of.status === 'running' ? forms.held : ''}`}>
      <div className={forms.head}>
        <Mark tone={status.tone} shape={status.shape}>
          {t(`words.import-status.${of.status}`)}
        </Mark>
        <When at={of.startedAt} day="always" />
        <span className={forms.soft}>
          {of.by === null ? t('watchlist.import.bySchedule') : <bdi>{pick(of.by.name)}</bdi>}
        </span>
        <span className={`${forms.grow} ${styles.source}`}>
          <Code muted title={of.source}>
            {of.source}
          </Code>
        </span>
        {of.digest !== null && (
          <Code muted title={of.digest}>
            {of.digest.slice(0, 12)}
          </Code>
        )}
      </div>
      {of.status === 'running' ? <Running of={of} /> : <Numbers of={of} />}
      {of.problem !== null && (
        <p>
          {isProblem(of.problem) ? PROBLEMS[of.problem][language].replace(/:? ?\{\w+\}/g, '') : null}{' '}
          <Code muted>{of.problem}</Code>
        </p>
      )}
      {of.status === 'held' && <Held of={of} />}
      <Samples of={of} />
      <Issues of={of} />
    </li>
  );
}

/** Newest first. */
export function Imports({ list }: { readonly list: Watchlist }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const imports = usePages(API.listImports, { params: { id: list.id }, query: { limit: 50 } });
  const running = imports.rows.some((each) => each.status === 'running');
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(
      () => void queries.invalidateQueries({ queryKey: [API.listImports.path] }),
      POLL_MS,
    );
    return () => clearInterval(timer);
  }, [running, queries]);
  if (imports.query.error) {
    return <ProblemNote error={imports.query.error} onRetry={() => void imports.query.refetch()} />;
  }
  if (!imports.loaded) return <Loading />;
  if (imports.rows.length === 0) {
    return (
      <div className={forms.panel}>
        <EmptyState
          title={t(list.format === 'manual' ? 'watchlist.empty.manual' : 'watchlist.empty.imports')}
        />
      </div>
    );
  }
  return (
    <ul className={forms.cards}>
      {imports.rows.map((each) => (
        <ImportCard key={each.id} of={each} />
      ))}
    </ul>
  );
}
