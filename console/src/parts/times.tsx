/** Times: local with UTC on hover, both calendars where a day is shown, countdowns. */
import { useEffect, useState } from 'react';
import { clockOf, dayOf, hijriDay, localClock, localDay, type Span, spanTo } from '../dates.ts';
import type { Translate } from '../text.ts';
import { useTexts } from '../texts.tsx';
import styles from './values.module.css';
import { Code, None } from './values.tsx';

const TICK_MS = 10_000;
const tickers = new Set<(now: number) => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribeTicks(tell: (now: number) => void): () => void {
  tickers.add(tell);
  timer ??= setInterval(() => {
    for (const each of tickers) each(Date.now());
  }, TICK_MS);
  return () => {
    tickers.delete(tell);
    if (tickers.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** The present time, ms; one shared clock for the page, a tick every ten seconds. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => subscribeTicks(setNow), []);
  return now;
}

interface WhenProps {
  /** An instant (ISO 8601 with Z). */
  readonly at: string | null;
  /** `auto`: the day only when it is not today. */
  readonly day?: 'auto' | 'always' | 'never';
}

/**
 * An instant in this computer's time; UTC on hover.
 *
 * @example
 * <When at={hit.raisedAt} />
 */
export function When({ at, day = 'auto' }: WhenProps) {
  const { t, language, digits } = useTexts();
  if (at === null) return <None />;
  const instant = new Date(at);
  const local = dayOf(instant, 'local');
  const withDay = day === 'always' || (day === 'auto' && local !== dayOf(new Date(), 'local'));
  const utc = `${dayOf(instant, 'utc')} ${clockOf(instant, 'utc')} UTC`;
  const title = [utc, hijriDay(local, language, digits)].filter(Boolean).join(' · ');
  return (
    <time dateTime={at} className={styles.when} title={t('parts.when.title', { utc: title })}>
      <Code>{`${withDay ? `${local} ` : ''}${clockOf(instant, 'local')}`}</Code>
    </time>
  );
}

interface LocalWhenProps {
  /** The airport's own time as the carrier printed it; never shifted. */
  readonly local: string | null;
  /** The same moment as an instant, where the airport's zone is known. */
  readonly at?: string | null;
  readonly day?: 'auto' | 'always' | 'never';
}

/** A carrier's local time at the airport; UTC on hover when it is known. */
export function LocalWhen({ local, at = null, day = 'auto' }: LocalWhenProps) {
  const { t } = useTexts();
  if (local === null) return <None />;
  const date = localDay(local);
  const clock = localClock(local);
  const withDay = day === 'always' || clock === '' || (day === 'auto' && date !== dayOf(new Date(), 'local'));
  const instant = at === null ? null : new Date(at);
  const title =
    instant === null
      ? t('parts.when.noZone')
      : t('parts.when.title', { utc: `${dayOf(instant, 'utc')} ${clockOf(instant, 'utc')} UTC` });
  return (
    <time dateTime={local} className={styles.when} title={title}>
      <Code>{day === 'never' ? clock : `${withDay ? `${date} ` : ''}${clock}`.trim()}</Code>
    </time>
  );
}

/**
 * A day in both calendars, or as much of a date as is known.
 *
 * @example
 * <DayBoth day="2026-11-23" /> // 2026-11-23 · 13 جمادى الآخرة 1448
 */
export function DayBoth({ day }: { readonly day: string | null }) {
  const { language, digits } = useTexts();
  if (day === null || day === '') return <None />;
  const hijri = hijriDay(day, language, digits);
  return (
    <span className={styles.when}>
      <Code>{localDay(day)}</Code>
      {hijri !== null && (
        <>
          {' · '}
          <bdi className={styles.hijri}>{hijri}</bdi>
        </>
      )}
    </span>
  );
}

/** A span in words: the two largest units. */
export function spanText(span: Span, t: Translate): string {
  const { days, hours, minutes } = span;
  if (days > 0) return t('parts.span.days', { days, hours });
  if (hours > 0) return t('parts.span.hours', { hours, minutes });
  return t('parts.span.minutes', { minutes });
}

/** `in 5 min`, `5 min ago`, and `now` for less than a minute either way. */
function momentText(span: Span, t: Translate): string {
  if (span.days + span.hours + span.minutes === 0) return t('parts.countdown.now');
  return t(span.past ? 'parts.countdown.past' : 'parts.countdown.ahead', { span: spanText(span, t) });
}

interface CountdownProps {
  readonly at: string | null;
  /** Amber below this many minutes ahead; 120 by default (the watch floor's "departing soon"). */
  readonly soonMinutes?: number;
}

/** The time left to a moment, or how long ago it was. */
export function Countdown({ at, soonMinutes = 120 }: CountdownProps) {
  const { t } = useTexts();
  const now = useNow();
  if (at === null) return <None />;
  const span = spanTo(Date.parse(at), now);
  const minutes = (span.days * 24 + span.hours) * 60 + span.minutes;
  const soon = !span.past && minutes < soonMinutes;
  return (
    <time
      dateTime={at}
      className={`${styles.countdown} ${soon ? styles.soon : span.past ? styles.muted : ''}`}
    >
      {momentText(span, t)}
    </time>
  );
}

/** How long ago something happened ("4 min ago"), with the moment on hover. */
export function Ago({ at }: { readonly at: string | null }) {
  const { t } = useTexts();
  const now = useNow();
  if (at === null) return <None />;
  const utc = at.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
  return (
    <time dateTime={at} className={styles.countdown} title={t('parts.when.title', { utc })}>
      {momentText(spanTo(Math.min(Date.parse(at), now - 1), now), t)}
    </time>
  );
}
