/** A claim is a lease of ten minutes: shown counting down, renewed while its officer works on the page. */
import { API, type HitDetail } from '@jisr/contract';
import { useEffect, useRef, useState } from 'react';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import styles from './hit.module.css';

/** Renewed by activity once less than this is left. */
const RENEW_BELOW_MS = 6 * 60_000;
const SHORT_MS = 2 * 60_000;

function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/**
 * The time left of a claim as `m:ss`, never below zero.
 *
 * @example
 * leaseClock(61_000) // '1:01'
 */
export function leaseClock(leftMs: number): string {
  const seconds = Math.max(0, Math.floor(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function useRenewal(hit: HitDetail, until: number, mine: boolean): void {
  const renew = useAct(API.claimHit, [API.readHit]);
  const latest = useRef({ until, renew });
  latest.current = { until, renew };
  useEffect(() => {
    if (!mine) return;
    const act = () => {
      const { until: end, renew: claim } = latest.current;
      const left = end - Date.now();
      if (left > 0 && left < RENEW_BELOW_MS && !claim.isPending) claim.mutate({ params: { id: hit.id } });
    };
    addEventListener('keydown', act);
    addEventListener('pointerdown', act);
    return () => {
      removeEventListener('keydown', act);
      removeEventListener('pointerdown', act);
    };
  }, [hit.id, mine]);
}

interface LeaseProps {
  readonly hit: HitDetail;
  readonly until: string;
  readonly mine: boolean;
}

/** The lease; at its end the hit is read again, because it is open to everyone. */
export function Lease({ hit, until, mine }: LeaseProps) {
  const { t } = useTexts();
  const now = useSeconds();
  const end = Date.parse(until);
  useRenewal(hit, end, mine);
  const left = end - now;
  return (
    <span className={styles.lease} data-short={left < SHORT_MS ? '' : undefined} role="timer">
      {left > 0
        ? t(mine ? 'hit.lease.mine' : 'hit.lease.left', { left: leaseClock(left) })
        : t('hit.lease.over')}
    </span>
  );
}
