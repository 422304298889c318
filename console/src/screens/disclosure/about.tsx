/** What both directions of a disclosure show alike: article, obligations, approvals, duties, digests, content. */
import { API, type DisclosureDetail, type ReceivedDisclosureDetail } from '@jisr/contract';
import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { address } from '../../api.ts';
import { Mark } from '../../parts/marks.tsx';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { FactItem, Facts, Section } from '../../parts/page.tsx';
import { Countdown, When } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import styles from './disclosure.module.css';

type Either = DisclosureDetail | ReceivedDisclosureDetail;

/** The article that allowed it, in its own words. */
export function Article({ of }: { readonly of: Either }) {
  const { t, pick } = useTexts();
  return (
    <Section title={t('disclosure.article')}>
      <div className={styles.article}>
        <h3>
          <Code>{of.article}</Code> {of.articleText !== null && pick(of.articleText.heading)}
        </h3>
        {of.articleText === null ? t('disclosure.noText') : <p>{pick(of.articleText.text)}</p>}
      </div>
    </Section>
  );
}

/** What binds whoever holds it. */
export function Obligations({ of }: { readonly of: Either }) {
  const { t, pick } = useTexts();
  const { obligations } = of;
  return (
    <Section title={t('disclosure.obligations')}>
      <Facts>
        <FactItem label={t('disclosure.retention')}>
          {t('disclosure.days', { count: obligations.retentionDays })}
        </FactItem>
        <FactItem label={t('disclosure.until')}>
          <When at={of.retainUntil} day="always" />{' '}
          {of.held && <Countdown at={of.retainUntil} soonMinutes={10_080} />}
        </FactItem>
        <FactItem label={t('disclosure.onward')}>{pick(labelOf('onward', obligations.onward))}</FactItem>
        <FactItem label={t('disclosure.deletion')}>
          {t(obligations.deleteOnRequest ? 'disclosure.onRequest' : 'disclosure.atTerm')}
        </FactItem>
        <FactItem label={t('disclosure.answer')}>
          {obligations.answerWithinHours === null ? (
            <None />
          ) : (
            t('disclosure.hours', { count: obligations.answerWithinHours })
          )}
        </FactItem>
        {obligations.caveats.map((caveat) => (
          <FactItem key={caveat.en} label={t('disclosure.caveat')}>
            {pick(caveat)}
          </FactItem>
        ))}
      </Facts>
    </Section>
  );
}

/** Who approved, by the pseudonyms of the ledger, and what is owed because of it. */
export function Duties({ of }: { readonly of: Either }) {
  const { t } = useTexts();
  if (of.approvedBy.length + of.duties.length === 0) return null;
  return (
    <Section title={t('disclosure.acts')}>
      <Facts>
        {of.approvedBy.map((approval) => (
          <FactItem key={approval.officer} label={t(`disclosure.method.${approval.method}`)}>
            <Code>{approval.officer}</Code> · <When at={approval.at} day="always" />
          </FactItem>
        ))}
        {of.duties.map((duty) => (
          <FactItem key={duty.id} label={t(`data-protection.duty.${duty.owedBy}.${duty.kind}`)}>
            <Mark
              tone={duty.doneAt === null ? 'wait' : 'done'}
              shape={duty.doneAt === null ? 'half' : 'check'}
            >
              {t(duty.doneAt === null ? 'data-protection.owed' : 'data-protection.done')}
            </Mark>{' '}
            <When at={duty.doneAt ?? duty.dueAt} day="always" />
          </FactItem>
        ))}
      </Facts>
    </Section>
  );
}

/** By what it is proved. */
export function Proof({ of }: { readonly of: Either }) {
  const { t } = useTexts();
  const digests = [
    ['document', of.documentDigest],
    ['object', of.objectDigest],
    ['agreement', of.agreement.digest],
    ['policy', of.policyDigest],
  ] as const;
  return (
    <Section title={t('disclosure.proof')}>
      <Facts>
        <FactItem label={t('disclosure.ledger')}>
          {of.ledger.index === null ? (
            t('disclosure.pending')
          ) : (
            <Link to={`/ledger/${of.ledger.index}`}>
              <Code>{of.ledger.index}</Code>
            </Link>
          )}
        </FactItem>
        {digests.map(([key, digest]) => (
          <FactItem key={key} label={t(`disclosure.digest.${key}`)}>
            <span className={styles.long}>
              <Code title={digest ?? undefined}>{digest}</Code>
            </span>
          </FactItem>
        ))}
      </Facts>
      <Group mt="sm" gap="sm">
        {(['disclosure', 'thread'] as const).map((part) => (
          <Button
            key={part}
            component="a"
            variant="default"
            href={`${address(API.disclosureEvidence.path, { id: of.id })}?of=${part}`}
            download={`evidence-${of.id}.zip`}
            leftSection={<IconDownload size={16} aria-hidden="true" />}
          >
            {t(`disclosure.evidence.${part}`)}
          </Button>
        ))}
      </Group>
    </Section>
  );
}

function Shown({ id, received }: { readonly id: string; readonly received: boolean }) {
  const route = received ? API.readReceivedContent : API.readDisclosureContent;
  const { data, error } = useRead(route, { params: { id } });
  if (error) return <ProblemNote error={error} />;
  return data === undefined ? (
    <Loading />
  ) : (
    <pre className={styles.content}>{JSON.stringify(data.content, null, 2)}</pre>
  );
}

/** The content is about a person: it is read when asked for, and that is in the access log. */
export function Content({ of, received = false }: { readonly of: Either; readonly received?: boolean }) {
  const { t } = useTexts();
  const [asked, setAsked] = useState(false);
  return (
    <Section title={t('disclosure.content')}>
      {!of.held ? (
        t('disclosure.gone')
      ) : asked ? (
        <Shown id={of.id} received={received} />
      ) : (
        <>
          <p>{t('disclosure.logged')}</p>
          <Button variant="default" onClick={() => setAsked(true)}>
            {t('disclosure.show')}
          </Button>
        </>
      )}
    </Section>
  );
}
