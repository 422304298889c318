/** The whole history of a hit, one sentence an act. */
import type { HitDetail } from '@jisr/contract';
import { When } from '../../parts/times.tsx';
import type { Translate } from '../../text.ts';
import { useTexts } from '../../texts.tsx';
import styles from './hit.module.css';

type Event = HitDetail['history'][number];

const known = (kind: string, value: string | undefined, t: Translate): string =>
  value === undefined || value === '' ? '' : t(`words.${kind}.${value}`);

/** The sentence of an act and the officer's own words, if any. */
function wordsOf(event: Event, t: Translate): { readonly act: string; readonly said: string | null } {
  const { kind, params } = event;
  const instruction = known('instruction', params.instruction, t);
  const values = {
    verdict: known('verdict', params.verdict, t),
    reason: kind === 'reopened' ? '' : known('reason', params.reason, t),
    instruction,
    post: params.post ?? '',
    status: params.status ?? '',
    number: params.number ?? '',
    flight: params.flight ?? '',
    score: params.score === undefined ? '' : String(Math.floor(Number(params.score) * 100)),
    after: instruction === '' ? 'none' : 'some',
  };
  const said =
    params.text ?? params.outcome ?? (kind === 'reopened' ? params.reason : undefined) ?? params.note ?? null;
  return { act: t(`hit.event.${kind}`, values), said: said === '' ? null : said };
}

/** Oldest first: the story is read in the order in which it happened. */
export function Timeline({ history }: { readonly history: readonly Event[] }) {
  const { t, pick } = useTexts();
  // An act has no id of its own; acts are only ever added at the end, so its place tells it apart.
  const acts = history.map((event, index) => ({ event, place: String(index), ...wordsOf(event, t) }));
  return (
    <ol className={styles.timeline}>
      {acts.map(({ event, place, act, said }) => (
        <li key={place} className={styles.event}>
          <When at={event.at} day="always" />
          <span className={styles.dot} aria-hidden="true" />
          <p>
            {act}
            {event.officer !== null && (
              <>
                {' · '}
                <bdi>{pick(event.officer.name)}</bdi>
              </>
            )}
            {said !== null && (
              <small>
                <bdi dir="auto">{said}</bdi>
              </small>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}
