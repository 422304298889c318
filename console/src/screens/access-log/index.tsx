/** Who read whose data, when and why: one's own entries; everyone's for the data-protection officer. */

import { type AccessEntry, API, type Bilingual } from '@jisr/contract';
import { Button, TextInput } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { latinDigits } from '../../digits.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { usePages } from '../../queries.ts';
import { useQueryMember } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { FilterBox } from '../hits/filter-box.tsx';
import hits from '../hits/hits.module.css';
import { TwoLines } from '../hits/two-lines.tsx';
import { addressWith, ViewLinks } from '../hits/view-links.tsx';
import styles from './access-log.module.css';
import { ChainNote } from './chain-note.tsx';
import { endOf, startOf } from './span.ts';

const keyOf = (entry: AccessEntry): string => entry.id;
const OBJECTS_SHOWN = 1;
/** The kinds of record that the node logs. */
const KINDS = [
  'comparison',
  'hit',
  'listing',
  'message',
  'proposal',
  'quarantine',
  'referral',
  'traveller',
] as const;

function Objects({ entry }: { readonly entry: AccessEntry }) {
  const { t } = useTexts();
  const more = entry.objects.length - OBJECTS_SHOWN;
  return (
    <span className={hits.two}>
      <span title={entry.objects.join('\n')}>
        <Code>
          {entry.objects
            .slice(0, OBJECTS_SHOWN)
            .map((id) => id.slice(-12))
            .join(', ')}
        </Code>
        {more > 0 && ` ${t('access-log.more', { count: more })}`}
      </span>
      <span className={hits.under}>
        {KINDS.some((kind) => kind === entry.objectType) ? (
          t(`access-log.kind.${entry.objectType}`)
        ) : (
          <Code>{entry.objectType}</Code>
        )}
      </span>
    </span>
  );
}

/** The operation in the contract's own words; what the contract does not know is shown as recorded. */
const SUMMARIES: ReadonlyMap<string, Bilingual> = new Map(
  Object.values(API).map((route) => [`${route.method} ${route.path}`, route.summary]),
);

function Action({ action }: { readonly action: string }) {
  const { pick } = useTexts();
  const summary = SUMMARIES.get(action);
  return (
    <span className={hits.under} title={action}>
      {summary === undefined ? <Code>{action}</Code> : pick(summary)}
    </span>
  );
}

function Who({ entry }: { readonly entry: AccessEntry }) {
  const { t, pick } = useTexts();
  return (
    <TwoLines under={<Code>{entry.actor}</Code>}>
      <bdi>{entry.officer === null ? t('access-log.carrier') : pick(entry.officer.name)}</bdi>
    </TwoLines>
  );
}

const Reason = ({ text }: { readonly text: string | null }) => (
  <TwoLines>
    <bdi dir="auto" title={text ?? undefined}>
      {text}
    </bdi>
  </TwoLines>
);

function Purposes({ entry }: { readonly entry: AccessEntry }) {
  const { t } = useTexts();
  return (
    <span className={hits.two}>
      <span>{t(`words.purpose.${entry.purpose}`)}</span>
      <Action action={entry.action} />
    </span>
  );
}

const Trace = ({ id }: { readonly id: string }) => (
  <Code muted title={id}>
    {id.slice(0, 12)}
  </Code>
);

function useColumns(): readonly Column<AccessEntry>[] {
  const { t } = useTexts();
  return useMemo(() => {
    const column = (key: string, cell: Column<AccessEntry>['cell'], width?: string): Column<AccessEntry> => ({
      key,
      header: t(`access-log.column.${key}`),
      cell,
      ...(width === undefined ? {} : { width }),
    });
    return [
      column('at', (entry) => <When at={entry.at} day="always" />, '150px'),
      column('who', (entry) => <Who entry={entry} />, '190px'),
      column('purpose', (entry) => <Purposes entry={entry} />, '230px'),
      column('objects', (entry) => <Objects entry={entry} />, '230px'),
      column('reason', (entry) => <Reason text={entry.reason} />),
      column('trace', (entry) => <Trace id={entry.traceId} />, '120px'),
    ];
  }, [t]);
}

interface DayBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function DayBox({ label, value, onChange }: DayBoxProps) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(value);
  const wrong = typed !== '' && startOf(typed) === undefined;
  const give = () => !wrong && onChange(typed);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      <TextInput
        className={styles.day ?? ''}
        aria-label={label}
        placeholder={label}
        error={wrong ? t('access-log.dayWrong') : undefined}
        value={typed}
        {...(typed === '' ? {} : { dir: 'ltr' })}
        maxLength={10}
        onBlur={give}
        onChange={(event) => setTyped(latinDigits(event.currentTarget.value))}
      />
    </form>
  );
}

function useFilters() {
  const [actor, setActor] = useQueryMember('actor', '');
  const [object, setObject] = useQueryMember('object', '');
  const [from, setFrom] = useQueryMember('from', '');
  const [to, setTo] = useQueryMember('to', '');
  const start = startOf(from);
  const end = endOf(to);
  const query = {
    limit: 200,
    ...(actor === '' ? {} : { actor }),
    ...(object === '' ? {} : { object }),
    ...(start === undefined ? {} : { from: start }),
    ...(end === undefined ? {} : { to: end }),
  };
  return { actor, setActor, object, setObject, from, setFrom, to, setTo, query };
}

function Filters({
  filters,
  all,
}: {
  readonly filters: ReturnType<typeof useFilters>;
  readonly all: boolean;
}) {
  const { t } = useTexts();
  return (
    <div className={styles.filters}>
      {all && <FilterBox label={t('access-log.actor')} value={filters.actor} onChange={filters.setActor} />}
      <FilterBox label={t('access-log.object')} value={filters.object} onChange={filters.setObject} />
      <DayBox label={t('access-log.from')} value={filters.from} onChange={filters.setFrom} />
      <DayBox label={t('access-log.to')} value={filters.to} onChange={filters.setTo} />
    </div>
  );
}

/** The data-protection officer's desk stands on this screen. */
export function AccessLogScreen() {
  const { t } = useTexts();
  const { can } = useSession();
  const [scopeText] = useQueryMember('scope', can('access-log:all') ? 'all' : 'own');
  const scope = scopeText === 'all' && can('access-log:all') ? 'all' : 'own';
  const filters = useFilters();
  const [checking, setChecking] = useState(false);
  const entries = usePages(
    scope === 'all' ? API.allAccess : API.ownAccess,
    { query: filters.query },
    { keep: true },
  );
  const columns = useColumns();
  const scopes = [
    { key: 'all', to: addressWith('/access-log', {}), label: t('access-log.scope.all') },
    { key: 'own', to: addressWith('/access-log', { scope: 'own' }), label: t('access-log.scope.own') },
  ];
  const check = can('access-log:all') ? (
    <Button variant="default" onClick={() => setChecking(true)}>
      {t('access-log.verify')}
    </Button>
  ) : undefined;
  return (
    <Page title={t('access-log.title')} sub={t('access-log.what')} actions={check}>
      {checking && <ChainNote />}
      <div className={hits.tools}>
        {can('access-log:all') && <ViewLinks label={t('access-log.scopes')} views={scopes} current={scope} />}
        <Filters filters={filters} all={scope === 'all'} />
      </div>
      {entries.query.error && (
        <ProblemNote error={entries.query.error} onRetry={() => void entries.query.refetch()} />
      )}
      {(entries.loaded || !entries.query.error) && (
        <DataTable
          label={t('access-log.title')}
          rows={entries.rows}
          keyOf={keyOf}
          columns={columns}
          loaded={entries.loaded}
          more={entries.more}
          total={entries.total}
          viewKey={`${scope} ${JSON.stringify(filters.query)}`}
          empty={
            <EmptyState
              icon={<IconEye size={32} stroke={1.4} aria-hidden="true" />}
              title={t('access-log.empty')}
            />
          }
          tall
          minWidth={1000}
        />
      )}
    </Page>
  );
}
