/** The lanes: documents of one kind that keep their order, in each direction. */
import type { LinkHealth } from '@jisr/contract';
import { Mark } from '../../parts/marks.tsx';
import { Ago, Countdown } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './partner.module.css';

type Lane = LinkHealth['lanes'][number];
const COLUMNS = ['lane', 'direction', 'last', 'waiting', 'trouble'] as const;

function Row({ of }: { readonly of: Lane }) {
  const { t } = useTexts();
  return (
    <tr>
      <th scope="row">{t(`exchange.lane.${of.lane}`)}</th>
      <td>{t(`exchange.direction.${of.direction}`)}</td>
      <td>
        <Code>{of.seq}</Code>
      </td>
      <td>
        {of.waiting === 0 ? (
          <None />
        ) : (
          <Mark tone="wait" shape="half">
            <Code>{of.waiting}</Code> · <Ago at={of.oldestAt} />
          </Mark>
        )}
      </td>
      <td>
        {of.lastError === null ? (
          <None />
        ) : (
          <>
            <bdi dir="ltr" lang="en">
              {of.lastError}
            </bdi>{' '}
            {of.retryAt !== null && <Countdown at={of.retryAt} soonMinutes={0} />}
          </>
        )}
      </td>
    </tr>
  );
}

export function Lanes({ lanes }: { readonly lanes: readonly Lane[] }) {
  const { t } = useTexts();
  if (lanes.length === 0) return null;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t('partner.lanes')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`partner.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane) => (
            <Row key={`${lane.lane} ${lane.direction}`} of={lane} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
