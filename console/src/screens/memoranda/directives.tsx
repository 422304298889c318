/** Directives of this node: what the own side does not do for now, although a memorandum would allow it. */
import { API, type Directive } from '@jisr/contract';
import { Button } from '@mantine/core';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct, useRead } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './memoranda.module.css';

const STATES = {
  waiting: { tone: 'wait', shape: 'half' },
  'in-force': { tone: 'done', shape: 'check' },
  refused: { tone: 'calm', shape: 'bar' },
  ended: { tone: 'calm', shape: 'bar' },
} as const satisfies Record<Directive['state'], { tone: Tone; shape: Shape }>;

export function Directives() {
  const { t } = useTexts();
  const read = useRead(API.listDirectives, {});
  if (read.error) return <ProblemNote error={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading />;
  if (read.data.items.length === 0) return <p className={styles.other}>{t('memoranda.directives.none')}</p>;
  return (
    <ul className={styles.list}>
      {read.data.items.map((directive) => (
        <Row key={directive.id} directive={directive} />
      ))}
    </ul>
  );
}

function Row({ directive }: { readonly directive: Directive }) {
  const { t, pick } = useTexts();
  const { can } = useSession();
  const { tell } = useNotices();
  const end = useAct(API.endDirective, [API.listDirectives]);
  return (
    <li>
      <div className={styles.line}>
        <Mark {...STATES[directive.state]}>{t(`memoranda.directive.${directive.state}`)}</Mark>
        <Code>{directive.code}</Code>
        <strong className={styles.grow}>{pick(directive.title)}</strong>
        <When at={directive.from} day="always" />
        {directive.state === 'in-force' && can('memoranda:write') && (
          <Button
            size="xs"
            variant="default"
            loading={end.isPending}
            onClick={() =>
              end.mutate(
                { params: { id: directive.id } },
                { onSuccess: () => tell(t('memoranda.directive.ending')) },
              )
            }
          >
            {t('memoranda.directive.end')}
          </Button>
        )}
      </div>
      {directive.reasons.map((reason) => (
        <span key={reason.en} className={styles.other}>
          {pick(reason)}
        </span>
      ))}
      {end.error && <ProblemNote error={end.error} />}
    </li>
  );
}
