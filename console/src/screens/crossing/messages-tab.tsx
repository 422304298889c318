/** What the carrier sent about a crossing and how good it is. */
import type { CrossingDetail } from '@jisr/contract';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Mark } from '../../parts/marks.tsx';
import { MessageKind } from '../../parts/message-kind.tsx';
import { EmptyState } from '../../parts/notes.tsx';
import { Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code, Share } from '../../parts/values.tsx';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './crossing.module.css';
import { useFieldName } from './fields.ts';

type Sent = CrossingDetail['messages'][number];
const keyOf = (message: Sent) => message.id;
const STATUS = {
  read: { tone: 'calm', shape: 'check' },
  refused: { tone: 'now', shape: 'square' },
  duplicate: { tone: 'calm', shape: 'ring' },
} as const;

function useColumns(): readonly Column<Sent>[] {
  const { t, number } = useTexts();
  const { can } = useSession();
  return useMemo(() => {
    const column = (key: string) => t(`crossing.message.${key}`);
    const received = (message: Sent) => <When at={message.receivedAt} />;
    return [
      {
        key: 'received',
        header: column('received'),
        width: '150px',
        cell: (message) =>
          can('messages:content') ? (
            <Link to={`/messages/${message.id}`}>{received(message)}</Link>
          ) : (
            received(message)
          ),
      },
      {
        key: 'function',
        header: column('function'),
        width: '230px',
        cell: (message) => <MessageKind of={message.function} />,
      },
      {
        key: 'series',
        header: column('series'),
        cell: (message) => <Code>{message.series}</Code>,
      },
      {
        key: 'status',
        header: column('status'),
        width: '120px',
        cell: ({ status }) => <Mark {...STATUS[status]}>{t(`words.message-status.${status}`)}</Mark>,
      },
      {
        key: 'travellers',
        header: column('travellers'),
        width: '110px',
        align: 'end',
        cell: (message) => number(message.travellers),
      },
      {
        key: 'errors',
        header: column('errors'),
        width: '90px',
        align: 'end',
        cell: (message) => number(message.errors),
      },
      {
        key: 'warnings',
        header: column('warnings'),
        width: '90px',
        align: 'end',
        cell: (message) => number(message.warnings),
      },
    ];
  }, [t, number, can]);
}

function QualityPanel({ crossing }: { readonly crossing: CrossingDetail }) {
  const { t, number } = useTexts();
  const fieldName = useFieldName();
  const { quality } = crossing;
  const people = crossing.travellers + crossing.crew;
  const sentence = (field: string, count: number) =>
    field === 'onTime'
      ? t('crossing.quality.late', { count })
      : t('crossing.quality.missing', { field: fieldName(field), count });
  if (quality === null) return <EmptyState title={t('crossing.quality.none')} />;
  const missing = Object.entries(quality.missing).filter(([, count]) => count > 0);
  return (
    <div className={styles.quality}>
      <p>
        {t('crossing.quality.sentence', {
          share: number(Math.floor(quality.score * 100) / 100, { style: 'percent' }),
          errors: quality.errors,
          warnings: quality.warnings,
        })}
      </p>
      <div className={styles.missing}>
        {missing.map(([field, count]) => (
          <Share
            key={field}
            value={people === 0 ? 0 : 1 - count / people}
            waits
            label={sentence(field, count)}
          >
            {sentence(field, count)}
          </Share>
        ))}
      </div>
    </div>
  );
}

export function MessagesTab({ crossing }: { readonly crossing: CrossingDetail }) {
  const { t } = useTexts();
  const columns = useColumns();
  return (
    <div className={styles.quality}>
      {crossing.missingParts.map(({ series, parts }) => (
        <p key={series} className={styles.lost}>
          <Mark tone="wait" shape="triangle">
            {t('crossing.missingParts', { count: parts.length, parts: parts.join(', '), series })}
          </Mark>
        </p>
      ))}
      <Section title={t('crossing.messages')} flat>
        <DataTable
          label={t('crossing.messages')}
          rows={crossing.messages}
          keyOf={keyOf}
          columns={columns}
          loaded
          minWidth={820}
          height="320px"
          empty={<EmptyState title={t('crossing.empty.messages')} />}
        />
      </Section>
      <Section title={t('crossing.quality.title')}>
        <QualityPanel crossing={crossing} />
      </Section>
    </div>
  );
}
