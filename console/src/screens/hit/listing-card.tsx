/** The listing as its list keeps it: source, legal basis, instruction, handling, review. */
import { type Listing, SERIOUS_INSTRUCTIONS } from '@jisr/contract';
import type { ReactNode } from 'react';
import { Mark } from '../../parts/marks.tsx';
import { DayBoth } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './hit.module.css';

interface PairProps {
  readonly label: string;
  readonly children: ReactNode;
}
const Pair = ({ label, children }: PairProps) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const Prose = ({ text }: { readonly text: string }) => <bdi dir="auto">{text}</bdi>;

/** Whether an instruction takes liberty away: then a second person must agree. */
export const isSerious = (instruction: string | null): boolean =>
  SERIOUS_INSTRUCTIONS.some((serious) => serious === instruction);

function Days({ listing }: { readonly listing: Listing }) {
  const { t } = useTexts();
  return (['listedOn', 'reviewOn', 'expiresOn'] as const).map((name) =>
    listing[name] === null ? null : (
      <Pair key={name} label={t(`hit.listing.${name}`)}>
        <DayBoth day={listing[name]} />
      </Pair>
    ),
  );
}

function Said({
  listing,
  names,
}: {
  readonly listing: Listing;
  readonly names: readonly ('legalBasis' | 'originator' | 'remarks')[];
}) {
  const { t } = useTexts();
  return names.map((name) =>
    listing[name] === null ? null : (
      <Pair key={name} label={t(`hit.listing.${name}`)}>
        <Prose text={listing[name]} />
      </Pair>
    ),
  );
}

function Source({ listing: { watchlist, reference } }: { readonly listing: Listing }) {
  const { t, pick } = useTexts();
  const { can } = useSession();
  const name = pick(watchlist.name);
  return (
    <Pair label={t('hit.listing.source')}>
      {can('watchlists:read') ? <Link to={`/watchlists/${watchlist.id}`}>{name}</Link> : name}{' '}
      <Code muted>{reference}</Code>
    </Pair>
  );
}

/** A listing in short, for the side of a hit and for the listings of a watchlist. */
export function ListingCard({ listing }: { readonly listing: Listing }) {
  const { t } = useTexts();
  const { instruction } = listing;
  return (
    <section className={styles.panel} aria-label={t('hit.listing.title')}>
      <h2>{t('hit.listing.title')}</h2>
      {listing.status !== 'active' && (
        <Mark tone="wait" shape="half">
          {t(`hit.listing.ended.${listing.status}`)}
        </Mark>
      )}
      {instruction !== null && (
        <div className={styles.instruction} data-serious={isSerious(instruction) ? '' : undefined}>
          <small className={styles.soft}>{t('hit.listing.instruction')}</small>
          <div>
            <strong>{t(`words.instruction.${instruction}`)}</strong>
          </div>
        </div>
      )}
      <dl className={styles.pairs}>
        <Source listing={listing} />
        <Said listing={listing} names={['legalBasis', 'originator']} />
        {listing.handling !== null && (
          <Pair label={t('hit.listing.handling')}>{<Code>{listing.handling}</Code>}</Pair>
        )}
        {listing.programmes.length > 0 && (
          <Pair label={t('hit.listing.programmes')}>
            <Code>{listing.programmes.join(', ')}</Code>
          </Pair>
        )}
        <Days listing={listing} />
        <Said listing={listing} names={['remarks']} />
      </dl>
    </section>
  );
}
