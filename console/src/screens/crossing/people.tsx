/** The people on a crossing: travellers or crew, narrowed by text, role and hits. */
import type { TravellerRow } from '@jisr/contract';
import { SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/notes.tsx';
import { useQueryMember } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './crossing.module.css';
import { fits } from './finding.ts';
import { usePeopleColumns } from './people-columns.tsx';

const TYPING_MS = 150;
const keyOf = (row: TravellerRow) => row.id;
const hrefOf = (row: TravellerRow) => `/travellers/${row.id}`;

export function People({
  people,
  crew,
}: {
  readonly people: readonly TravellerRow[];
  readonly crew: boolean;
}) {
  const { t } = useTexts();
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), TYPING_MS);
  const [show, setShow] = useQueryMember('show', 'all');
  const columns = usePeopleColumns(crew);
  const rows = useMemo(
    () =>
      people.filter(
        (row) =>
          (words === '' || fits(row, words)) &&
          (show === 'all' ||
            (show === 'hits' && row.hits.length > 0) ||
            (show === 'issues' && row.issues > 0)),
      ),
    [people, words, show],
  );
  const narrowed = words !== '' || show !== 'all';
  return (
    <>
      <div className={styles.tools}>
        <TextInput
          className={styles.filter ?? ''}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          aria-label={t('crossing.filter')}
          placeholder={t('crossing.filter')}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
        />
        <SegmentedControl
          aria-label={t('crossing.showLabel')}
          value={show}
          onChange={setShow}
          data={['all', 'hits', 'issues'].map((value) => ({ value, label: t(`crossing.show.${value}`) }))}
        />
      </div>
      <DataTable
        label={t(crew ? 'crossing.tab.crew' : 'crossing.tab.travellers')}
        rows={rows}
        keyOf={keyOf}
        columns={columns}
        hrefOf={hrefOf}
        loaded
        tall
        minWidth={crew ? 900 : 1160}
        total={rows.length}
        viewKey={`${words}|${show}`}
        initialSort={{ key: 'hits', direction: 'ascending' }}
        height="max(320px, calc(100dvh - 490px))"
        empty={
          <EmptyState
            title={t(
              narrowed
                ? 'crossing.empty.filtered'
                : crew
                  ? 'crossing.empty.crew'
                  : 'crossing.empty.travellers',
            )}
          />
        }
      />
    </>
  );
}
