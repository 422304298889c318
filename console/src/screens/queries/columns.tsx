/** Columns that the lists of questions share. */
import type { PartnerQuery, ReceivedQuery } from '@jisr/contract';
import { useMemo } from 'react';
import type { Column } from '../../parts/data-table.tsx';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { useNow } from '../../parts/times.tsx';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import { TwoLines } from '../hits/two-lines.tsx';
import { isAway } from './asking.ts';

/** One column whose heading stands in the catalogue under its key. */
export function useColumnOf() {
  const { t } = useTexts();
  return useMemo(
    () =>
      <Row,>(key: string, cell: Column<Row>['cell'], width?: string): Column<Row> => ({
        key,
        header: t(`queries.column.${key}`),
        cell,
        ...(width === undefined ? {} : { width }),
      }),
    [t],
  );
}

/** What for, and for which offence. */
export function PurposeCell({ row }: { readonly row: { purpose: string; offence: string | null } }) {
  const { pick } = useTexts();
  return (
    <TwoLines under={row.offence === null ? null : pick(labelOf('offence', row.offence))}>
      {pick(labelOf('purpose', row.purpose))}
    </TwoLines>
  );
}

/** Blind or in the clear, and how many keys. */
export function ModeCell({ row }: { readonly row: Pick<ReceivedQuery, 'mode' | 'keys'> }) {
  const { t, pick } = useTexts();
  return (
    <TwoLines under={t('queries.keys', { count: row.keys })}>{pick(labelOf('mode', row.mode))}</TwoLines>
  );
}

const ASKED: Readonly<Record<PartnerQuery['state'], readonly [Tone, Shape]>> = {
  asked: ['wait', 'half'],
  answered: ['done', 'check'],
  refused: ['now', 'bar'],
  rejected: ['now', 'bar'],
  failed: ['now', 'triangle'],
};
const RECEIVED: Readonly<Record<ReceivedQuery['state'], readonly [Tone, Shape]>> = {
  waiting: ['wait', 'half'],
  answered: ['done', 'check'],
  held: ['wait', 'triangle'],
  refused: ['now', 'bar'],
  stale: ['calm', 'question'],
};

/** How a question of ours stands: hits are counted, a queued one says so. */
export function AskedMark({ query }: { readonly query: PartnerQuery }) {
  const { t } = useTexts();
  const now = useNow();
  if (query.hits > 0)
    return (
      <Mark tone="now" shape="diamond">
        {t('queries.hits', { count: query.hits })}
      </Mark>
    );
  const [tone, shape] = ASKED[query.state];
  const state = isAway(query, now) ? 'queued' : query.state;
  return (
    <Mark tone={tone} shape={shape}>
      {t(`queries.state.${state}`)}
    </Mark>
  );
}

/** How a question of the partner was answered. */
export function ReceivedMark({ query }: { readonly query: ReceivedQuery }) {
  const { t } = useTexts();
  const [tone, shape] = RECEIVED[query.state];
  return (
    <Mark tone={tone} shape={shape}>
      {t(`queries.received.${query.state}`)}
    </Mark>
  );
}
