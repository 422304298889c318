/** What a search found. */
import type { API, Reply } from '@jisr/contract';
import { useMemo } from 'react';
import type { Column } from '../../parts/data-table.tsx';
import { CrossingLink, Route } from '../../parts/route.tsx';
import { LocalWhen } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import { BirthCell, DocumentCell, TravellerHits, TravellerLink } from '../crossing/people-columns.tsx';
import styles from './search.module.css';

export type Found = Reply<typeof API.searchTravellers>['items'][number];

export function useFoundColumns(): readonly Column<Found>[] {
  const { t } = useTexts();
  return useMemo(() => {
    const column = (key: string) => t(`crossing.column.${key}`);
    return [
      { key: 'name', header: column('name'), cell: (row) => <TravellerLink row={row} /> },
      { key: 'birth', header: column('birth'), width: '140px', cell: (row) => <BirthCell row={row} /> },
      {
        key: 'document',
        header: column('document'),
        width: '130px',
        cell: (row) => <DocumentCell row={row} />,
      },
      {
        key: 'locator',
        header: column('locator'),
        width: '100px',
        cell: (row) => <Code>{row.locator}</Code>,
      },
      {
        key: 'crossing',
        header: t('search.crossing'),
        width: '200px',
        cell: ({ crossing }) => (
          <span className={styles.stack}>
            <span>
              <CrossingLink crossing={crossing} /> <Route crossing={crossing} />
            </span>
            <small>
              <LocalWhen local={crossing.departure} at={crossing.departureAt} day="always" />
            </small>
          </span>
        ),
      },
      { key: 'hits', header: column('hits'), width: '190px', cell: (row) => <TravellerHits row={row} /> },
    ];
  }, [t]);
}
