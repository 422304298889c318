/** Six numbers that ask for something, each the head of the view behind it. */
import type { Board, Permit } from '@jisr/contract';
import type { ReactNode } from 'react';
import { Ago } from '../../parts/times.tsx';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './crossings.module.css';

interface TileProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly detail?: ReactNode;
  readonly to: string;
  readonly permit: Permit;
  readonly tone?: 'now' | 'wait' | undefined;
  /** The value is a span of time, set smaller than a number. */
  readonly span?: boolean;
}

function Tile({ label, value, detail, to, permit, tone, span = false }: TileProps) {
  const { can } = useSession();
  const look = `${styles.tile} ${tone ? styles[tone] : ''}`;
  const content = (
    <>
      <span className={styles.label}>{label}</span>
      <span className={`${styles.value} ${span ? styles.span : ''}`}>{value}</span>
      <span className={styles.detail}>{detail}</span>
    </>
  );
  if (!can(permit)) return <div className={look}>{content}</div>;
  return (
    <Link to={to} className={look}>
      {content}
    </Link>
  );
}

/** The head of the board. */
export function Tiles({ board }: { readonly board: Board }) {
  const { t, number } = useTexts();
  const open = board.openHits;
  const urgent = open[1] > 0 ? 'now' : undefined;
  const waits = (count: number) => (count > 0 ? 'wait' : undefined);
  return (
    <section className={styles.tiles} aria-label={t('crossings.tiles')}>
      <Tile
        label={t('crossings.tile.open')}
        value={number(open[1] + open[2] + open[3])}
        detail={t('crossings.tile.openDetail', { now: open[1], before: open[2] })}
        to="/hits?view=open"
        permit="hits:read"
        tone={urgent}
      />
      <Tile
        label={t('crossings.tile.oldest')}
        value={
          board.oldestUnclaimedAt === null ? (
            t('crossings.tile.oldestNone')
          ) : (
            <Ago at={board.oldestUnclaimedAt} />
          )
        }
        detail={t('crossings.tile.oldestDetail')}
        to="/hits?view=unclaimed"
        permit="hits:read"
        span
      />
      <Tile
        label={t('crossings.tile.departing')}
        value={number(board.departingSoonWithHits)}
        detail={t('crossings.tile.departingDetail', { count: board.departingSoonWithHits })}
        to="/hits?view=departing"
        permit="hits:read"
        tone={waits(board.departingSoonWithHits)}
      />
      <Tile
        label={t('crossings.tile.second')}
        value={number(board.awaitingSecond)}
        detail={t('crossings.tile.secondDetail', { count: board.awaitingSecond })}
        to="/hits?view=second"
        permit="hits:second"
        tone={waits(board.awaitingSecond)}
      />
      <Tile
        label={t('crossings.tile.unscreened')}
        value={number(board.unscreened)}
        detail={t('crossings.tile.unscreenedDetail', { count: board.unscreened })}
        to="/?only=unscreened"
        permit="crossings:read"
        tone={waits(board.unscreened)}
      />
      <Tile
        label={t('crossings.tile.message')}
        value={
          board.lastMessageAt === null ? t('crossings.tile.messageNone') : <Ago at={board.lastMessageAt} />
        }
        detail={t('crossings.tile.messageDetail', { count: board.messagesToday })}
        to="/messages"
        permit="messages:read"
        span
      />
    </section>
  );
}
