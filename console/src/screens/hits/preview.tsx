/** The evidence in short, of the hit under the cursor. Only a row that the officer rests on is read (and logged). */

import { API, type HitDetail, type HitSummary } from '@jisr/contract';
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { Name } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { navigate } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { readExplanation } from '../hit/explained.ts';
import { NameTiles } from '../hit/name-tiles.tsx';
import { Bits, VerdictMark } from '../hit/weights.tsx';
import styles from './hits.module.css';

const REST_MS = 180;

function useRested(id: string | null): string | null {
  const [rested, setRested] = useState(id);
  useEffect(() => {
    const timer = setTimeout(() => setRested(id), REST_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return rested;
}

function Verdicts({ hit }: { readonly hit: HitDetail }) {
  const { t, language } = useTexts();
  const explained = readExplanation(hit.explanation, language);
  return (
    <ul className={styles.verdicts}>
      <li>
        <span>{t('hit.attribute.name')}</span>
        <VerdictMark verdict={explained.nameVerdict} />
        <Bits value={explained.nameBits} />
      </li>
      {[...explained.evidence.values()].map((term) => (
        <li key={term.kind}>
          <span>{t(`hit.sum.${term.kind}`)}</span>
          <VerdictMark verdict={term.verdict} />
          <Bits value={term.bits} />
        </li>
      ))}
    </ul>
  );
}

function Evidence({ hit }: { readonly hit: HitDetail }) {
  const { t } = useTexts();
  const { instruction } = hit.listed;
  return (
    <>
      <NameTiles explanation={hit.explanation} marked />
      <Verdicts hit={hit} />
      {instruction !== null && (
        <p className={styles.hint}>
          {t('hits.preview.instruction')} <strong>{t(`words.instruction.${instruction}`)}</strong>
        </p>
      )}
    </>
  );
}

interface ActsProps {
  readonly hit: HitSummary;
  readonly onClaim: (hit: HitSummary) => void;
}

function Acts({ hit, onClaim }: ActsProps) {
  const { t } = useTexts();
  const { can } = useSession();
  const claimable = can('hits:decide') && (hit.state === 'open' || hit.state === 'undetermined');
  return (
    <div className={styles.acts}>
      <Button size="xs" onClick={() => navigate(`/hits/${hit.id}`)}>
        {t('hits.preview.open')}
      </Button>
      {claimable && (
        <Button size="xs" variant="default" onClick={() => onClaim(hit)}>
          {t('hits.keys.claim')}
        </Button>
      )}
    </div>
  );
}

interface PreviewProps {
  readonly hit: HitSummary | null;
  readonly onClaim: (hit: HitSummary) => void;
}

/** Follows J and K. */
export function Preview({ hit, onClaim }: PreviewProps) {
  const { t } = useTexts();
  const rested = useRested(hit?.id ?? null);
  const { data, error } = useRead(
    API.readHit,
    { params: { id: rested ?? '' } },
    { enabled: rested !== null },
  );
  const shown = hit !== null && data?.id === hit.id ? data : undefined;
  return (
    <aside className={styles.preview} aria-label={t('hits.preview.title')}>
      {hit === null ? (
        <p className={styles.hint}>{t('hits.preview.hint')}</p>
      ) : (
        <>
          <div>
            <span className={styles.under}>{t('hits.preview.traveller')}</span>
            <Name value={hit.traveller.name} />
          </div>
          <div>
            <span className={styles.under}>{t('hits.preview.listed')}</span>
            <Name value={hit.listing.name} />
          </div>
          {error && rested === hit.id && <ProblemNote error={error} />}
          {shown === undefined && !error && <Loading />}
          {shown !== undefined && <Evidence hit={shown} />}
          <Acts hit={hit} onClaim={onClaim} />
        </>
      )}
    </aside>
  );
}
