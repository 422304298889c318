/** What ends on which day, for six weeks: each day a box with its counts, today first. */
import { API } from '@jisr/contract';
import { useState } from 'react';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { Section } from '../../parts/page.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import styles from './data-protection.module.css';

const DAYS = 42;
const DAY_MS = 86_400_000;
/** The terms end by UTC, as they are kept. */
const dayAfter = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export function Calendar() {
  const { t } = useTexts();
  const [from] = useState(() => new Date().toISOString().slice(0, 10));
  const { data, error, refetch } = useRead(API.expiryCalendar, { query: { from, days: DAYS } });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const byDay = new Map(data.days.map((day) => [day.day, day]));
  return (
    <Section title={t('data-protection.calendar')} flat>
      <ol className={styles.calendar}>
        {Array.from({ length: DAYS }, (_, at) => dayAfter(from, at)).map((day) => {
          const ends = byDay.get(day);
          return (
            <li key={day} className={styles.day} data-ends={ends === undefined ? undefined : ''}>
              <Code muted={ends === undefined}>{day}</Code>
              {ends !== undefined && ends.received > 0 && (
                <span>{t('data-protection.ends.received', { count: ends.received })}</span>
              )}
              {ends !== undefined && ends.sent > 0 && (
                <span>{t('data-protection.ends.sent', { count: ends.sent })}</span>
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
