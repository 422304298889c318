/** An auditor opens one input of a blind question; the partner's auditor checks it against what was received there. */
import { API, type AuditableQuery, type OpeningResult, QueryOpening } from '@jisr/contract';
import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { clockOf, dayOf } from '../../dates.ts';
import { Mark } from '../../parts/marks.tsx';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { Section } from '../../parts/page.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct, useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import forms from '../watchlist/forms.module.css';
import styles from './queries.module.css';
import { openedText, STEPS, stepOf } from './verifying.ts';

const momentOf = (at: string): string => {
  const instant = new Date(at);
  return `${dayOf(instant, 'local')} ${clockOf(instant, 'local')}`;
};

/** As the contract asks of a reason that stands in the access log. */
const REASON_MIN = 10;

function Opened({ opening }: { readonly opening: z.output<typeof QueryOpening> }) {
  const { t } = useTexts();
  return (
    <div className={styles.opening}>
      <dl className={styles.facts}>
        <div>
          <dt>{t('queries.audit.asked')}</dt>
          <dd>
            <Code>{openedText(opening.input)}</Code>
          </dd>
        </div>
        <div>
          <dt>{t('queries.audit.disclosure')}</dt>
          <dd>
            <Code>{opening.disclosureId}</Code>
          </dd>
        </div>
      </dl>
      <Textarea
        label={t('queries.audit.document')}
        description={t('queries.audit.documentWhat')}
        value={JSON.stringify(QueryOpening.parse(opening))}
        readOnly
        dir="ltr"
        minRows={3}
        maxRows={6}
        autosize
      />
    </div>
  );
}

function useOpening(items: readonly AuditableQuery[]) {
  const [chosen, setChosen] = useState('');
  const [place, setPlace] = useState(1);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const open = useAct(API.openQuery);
  const query = items.find(({ id }) => id === chosen) ?? items[0];
  const words = reason.trim();
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!query || words.length < REASON_MIN) return;
    open.mutate({ params: { id: query.id }, body: { index: place - 1, reason: words } });
  };
  const missing = tried && words.length < REASON_MIN;
  return { query, setChosen, place, setPlace, reason, setReason, missing, open, send };
}

function OpenForm({ items }: { readonly items: readonly AuditableQuery[] }) {
  const { t, pick } = useTexts();
  const form = useOpening(items);
  const { query, open } = form;
  const labelOfQuery = (each: AuditableQuery) =>
    [momentOf(each.askedAt), pick(labelOf('purpose', each.purpose)), each.article]
      .filter(Boolean)
      .join(' · ');
  return (
    <>
      <form className={forms.grid} onSubmit={form.send}>
        <NativeSelect
          label={t('queries.audit.question')}
          value={query?.id ?? ''}
          data={items.map((each) => ({ value: each.id, label: labelOfQuery(each) }))}
          onChange={(event) => form.setChosen(event.currentTarget.value)}
        />
        <NumberInput
          label={t('queries.audit.place', { count: query?.keys ?? 1 })}
          value={form.place}
          min={1}
          max={query?.keys ?? 1}
          onChange={(value) => form.setPlace(Number(value) || 1)}
        />
        <TextInput
          className={forms.wide ?? ''}
          label={t('queries.audit.reason')}
          description={t('queries.audit.reasonWhat')}
          error={form.missing ? t('queries.audit.reasonMissing') : undefined}
          value={form.reason}
          maxLength={1000}
          dir="auto"
          onChange={(event) => form.setReason(event.currentTarget.value)}
        />
        <div className={`${forms.acts} ${forms.wide}`}>
          <Button type="submit" loading={open.isPending}>
            {t('queries.audit.open')}
          </Button>
        </div>
      </form>
      <dl className={styles.facts}>
        <div>
          <dt>{t('queries.audit.commitment')}</dt>
          <dd>
            <Code>{query?.commitment}</Code>
          </dd>
        </div>
      </dl>
      {open.error && <ProblemNote error={open.error} kept={t('queries.audit.kept')} />}
      {open.data && <Opened opening={open.data} />}
    </>
  );
}

function Result({ result }: { readonly result: OpeningResultShape }) {
  const { t } = useTexts();
  const holds = result.verdict === 'holds';
  return (
    <div className={styles.answer} data-tone={holds ? 'done' : 'now'} role="status">
      <Mark tone={holds ? 'done' : 'now'} shape={holds ? 'check' : 'diamond'}>
        <strong>{t(`queries.audit.verdict.${result.verdict}`)}</strong>
      </Mark>
      <ol className={styles.steps}>
        {STEPS.map((step) => {
          const state = stepOf(result.verdict, step);
          const look = {
            passed: ['done', 'check'],
            failed: ['now', 'diamond'],
            unreached: ['calm', 'bar'],
          } as const;
          const [tone, shape] = look[state];
          return (
            <li key={step}>
              <Mark tone={tone} shape={shape}>
                {t(`queries.audit.step.${step}`)} · {t(`queries.audit.stepState.${state}`)}
              </Mark>
            </li>
          );
        })}
      </ol>
      <dl className={styles.facts}>
        <div>
          <dt>{t('queries.audit.asked')}</dt>
          <dd>
            <Code>{result.asked}</Code>
          </dd>
        </div>
      </dl>
    </div>
  );
}
type OpeningResultShape = z.output<typeof OpeningResult>;

function Verify() {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const verify = useAct(API.verifyOpening);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const opening = QueryOpening.safeParse(parsed(text));
    setWrong(!opening.success);
    if (opening.success) verify.mutate({ body: opening.data });
  };
  return (
    <Section title={t('queries.audit.verifyTitle')}>
      <div className={styles.stack}>
        <form className={`${forms.stack} ${styles.opening}`} onSubmit={send}>
          <Textarea
            label={t('queries.audit.paste')}
            description={t('queries.audit.pasteWhat')}
            error={wrong ? t('queries.audit.pasteWrong') : undefined}
            value={text}
            dir="ltr"
            minRows={3}
            maxRows={8}
            autosize
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className={forms.acts}>
            <Button type="submit" variant="default" loading={verify.isPending}>
              {t('queries.audit.verify')}
            </Button>
          </div>
        </form>
        {verify.error && <ProblemNote error={verify.error} />}
        {verify.data && <Result result={verify.data} />}
      </div>
    </Section>
  );
}

/** What was pasted, or nothing where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function Audit() {
  const { t } = useTexts();
  const read = useRead(API.listAuditableQueries, { query: { limit: 100 } });
  return (
    <div className={styles.cards}>
      <Section title={t('queries.audit.title')}>
        <div className={styles.stack}>
          <p className={styles.soft}>{t('queries.audit.what')}</p>
          {read.error && <ProblemNote error={read.error} onRetry={() => void read.refetch()} />}
          {!read.data && !read.error && <Loading />}
          {read.data?.items.length === 0 && <EmptyState title={t('queries.audit.none')} />}
          {read.data !== undefined && read.data.items.length > 0 && <OpenForm items={read.data.items} />}
        </div>
      </Section>
      <Verify />
    </div>
  );
}
