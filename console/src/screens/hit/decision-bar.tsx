/** The bar at the foot of a hit: claim first, then decide; afterwards what was decided and what may follow. */

import { API, type HitDetail, type Verdict } from '@jisr/contract';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useKeys } from '../../keyboard.tsx';
import { ProblemNote } from '../../parts/notes.tsx';
import { DayBoth, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { AskButton } from '../queries/ask-button.tsx';
import { DecisionForm } from './decision-form.tsx';
import { NoteForm, ReferralForm, ReopenForm, SecondPanel } from './follow-up.tsx';
import styles from './hit.module.css';
import { Lease } from './lease.tsx';

type Open = Verdict | 'reopen' | 'refer' | 'note' | null;
const VERDICTS: readonly Verdict[] = ['not-listed', 'is-listed', 'cannot-tell'];
const STALE = [API.readHit, API.listHits, API.readBoard] as const;

interface BarProps {
  readonly hit: HitDetail;
  readonly open: Open;
  readonly setOpen: (open: Open) => void;
}

function VerdictButtons({ hit, open, setOpen }: BarProps) {
  const { t } = useTexts();
  const release = useAct(API.releaseHit, STALE);
  useKeys(
    VERDICTS.map((verdict, index) => ({
      combo: `Digit${index + 1}`,
      label: t(`words.verdict.${verdict}`),
      run: () => setOpen(verdict),
    })),
  );
  return (
    <>
      {VERDICTS.map((verdict, index) => (
        <Button
          key={verdict}
          px={12}
          variant={open === verdict ? 'filled' : 'default'}
          aria-expanded={open === verdict}
          onClick={() => setOpen(open === verdict ? null : verdict)}
        >
          <span className={styles.cap} aria-hidden="true">
            {index + 1}
          </span>
          {t(`words.verdict.${verdict}`)}
        </Button>
      ))}
      <span className={styles.grow} />
      {hit.claim !== null && <Lease hit={hit} until={hit.claim.until} mine />}
      <Button
        variant="subtle"
        px={8}
        loading={release.isPending}
        onClick={() => release.mutate({ params: { id: hit.id } })}
      >
        {t('hit.claim.release')}
      </Button>
    </>
  );
}

function ClaimFirst({ hit }: { readonly hit: HitDetail }) {
  const { t } = useTexts();
  const claim = useAct(API.claimHit, STALE);
  const run = () => claim.mutate({ params: { id: hit.id } });
  useKeys([{ combo: 'KeyC', label: t('hit.claim.do'), run }]);
  return (
    <>
      <span className={styles.grow}>
        {t(hit.state === 'undetermined' ? 'hit.claim.again' : 'hit.claim.first')}
        {claim.error && <ProblemNote error={claim.error} />}
      </span>
      <Button loading={claim.isPending} onClick={run}>
        <span className={styles.cap} aria-hidden="true">
          C
        </span>
        {t('hit.claim.do')}
      </Button>
    </>
  );
}

function Decided({ hit }: { readonly hit: HitDetail }) {
  const { t, pick } = useTexts();
  const { decision, clearance } = hit;
  if (decision === null) return null;
  return (
    <div className={styles.grow}>
      <strong>{t(`words.verdict.${decision.verdict}`)}</strong>
      {' · '}
      {t(`words.reason.${decision.reason}`)}
      {decision.instruction !== null && ` · ${t(`words.instruction.${decision.instruction}`)}`}
      {' · '}
      <bdi>{pick(decision.by.name)}</bdi> <When at={decision.at} />
      {decision.second !== null && (
        <>
          {' · '}
          {t(decision.second.agreed ? 'hit.decided.second' : 'hit.decided.refused', {
            officer: pick(decision.second.by.name),
          })}
        </>
      )}
      {clearance !== null && (
        <div className={styles.soft}>
          {t('hit.decided.clearance')} <Code>{clearance.number}</Code> · {t('hit.decided.until')}{' '}
          <DayBoth day={clearance.until} />
        </div>
      )}
    </div>
  );
}

function Situation(props: BarProps) {
  const { t, pick } = useTexts();
  const { can, session } = useSession();
  const { hit } = props;
  const mine = hit.claim?.officer.id === session.account.id;
  if (hit.state === 'cleared' || hit.state === 'confirmed') return <Decided hit={hit} />;
  if (hit.state === 'awaiting-second') {
    const own = hit.decision?.by.id === session.account.id;
    if (!own && can('hits:second')) return <strong className={styles.grow}>{t('hit.second.title')}</strong>;
    return <span className={styles.grow}>{t(own ? 'hit.second.own' : 'hit.second.waits')}</span>;
  }
  if (!can('hits:decide')) return <span className={styles.grow}>{t('hit.claim.notYours')}</span>;
  if (hit.state === 'claimed' && hit.claim !== null) {
    if (mine) return <VerdictButtons {...props} />;
    return (
      <>
        <span className={styles.grow}>{t('hit.claim.other', { officer: pick(hit.claim.officer.name) })}</span>
        <Lease hit={hit} until={hit.claim.until} mine={false} />
      </>
    );
  }
  return <ClaimFirst hit={hit} />;
}

function Unfolded({ hit, open, setOpen }: BarProps) {
  const { session, can } = useSession();
  const close = () => setOpen(null);
  if (open === 'reopen') return <ReopenForm hit={hit} onClose={close} />;
  if (open === 'refer') return <ReferralForm hit={hit} onClose={close} />;
  if (open === 'note') return <NoteForm hit={hit} onClose={close} />;
  const mine = hit.state === 'claimed' && hit.claim?.officer.id === session.account.id;
  if (open !== null && mine) return <DecisionForm key={open} hit={hit} verdict={open} onClose={close} />;
  const second = hit.state === 'awaiting-second' && hit.decision?.by.id !== session.account.id;
  return second && can('hits:second') ? <SecondPanel hit={hit} /> : null;
}

/** Where the keyboard goes on when the button or form that had it is gone: to the bar, whose buttons come next. */
function useKeptFocus(state: string, open: Open) {
  const bar = useRef<HTMLElement>(null);
  const before = useRef(`${state} ${open}`);
  useEffect(() => {
    const now = `${state} ${open}`;
    if (before.current === now) return;
    before.current = now;
    if (document.activeElement === document.body) bar.current?.focus({ preventScroll: true });
  }, [state, open]);
  return bar;
}

/** Sticks to the foot of the window, so that the evidence can be read while deciding. */
export function DecisionBar({ hit }: { readonly hit: HitDetail }) {
  const { t } = useTexts();
  const { can } = useSession();
  const [open, setOpen] = useState<Open>(null);
  const bar = useKeptFocus(hit.state, open);
  const decided = hit.state === 'cleared' || hit.state === 'confirmed';
  const referable = hit.state === 'confirmed' || hit.state === 'undetermined';
  useKeys([
    ...(can('hits:decide')
      ? [{ combo: 'KeyN', label: t('hit.note.title'), run: () => setOpen('note') }]
      : []),
    { combo: 'Escape', label: t('hit.form.cancel'), run: () => setOpen(null) },
  ]);
  return (
    <section ref={bar} tabIndex={-1} className={styles.bar} aria-label={t('hit.bar.title')}>
      <div className={styles.barRow}>
        <Situation hit={hit} open={open} setOpen={setOpen} />
        {!hit.crossing.test && <AskButton traveller={hit.traveller} />}
        {referable && can('referrals:send') && (
          <Button variant="default" onClick={() => setOpen('refer')}>
            {t('hit.refer.title')}
          </Button>
        )}
        {decided && can('hits:reopen') && (
          <Button variant="default" onClick={() => setOpen('reopen')}>
            {t('hit.reopen.title')}
          </Button>
        )}
        {can('hits:decide') && (
          <Button variant="subtle" px={8} onClick={() => setOpen('note')}>
            {t('hit.note.title')}
          </Button>
        )}
      </div>
      <Unfolded hit={hit} open={open} setOpen={setOpen} />
    </section>
  );
}
