/** One memorandum: its text in both languages beside what the machine holds, its analysis, its simulator. */
import { API, type MemorandumDetail } from '@jisr/contract';
import { IconInfoCircle } from '@tabler/icons-react';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useQueryMember } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { addressWith, ViewLinks } from '../hits/view-links.tsx';
import type { ScreenProps } from '../index.ts';
import memoranda from '../memoranda/memoranda.module.css';
import { Simulator } from '../memoranda/simulator.tsx';
import { Acts } from './acts.tsx';
import { Analysis } from './analysis.tsx';
import { Articles } from './articles.tsx';
import styles from './memorandum.module.css';
import { Standing } from './standing.tsx';

const TABS = ['text', 'analysis', 'ask'] as const;

function Content({ memorandum }: { readonly memorandum: MemorandumDetail }) {
  const { t, pick } = useTexts();
  const [text] = useQueryMember('tab', 'text');
  const tab = TABS.find((each) => each === text) ?? 'text';
  const path = `/memoranda/${memorandum.id}`;
  const tabs = TABS.filter((key) => key !== 'analysis' || !memorandum.builtIn).map((key) => ({
    key,
    to: addressWith(path, { tab: key === 'text' ? '' : key }),
    label: t(`memorandum.tab.${key}`),
  }));
  return (
    <Page
      title={pick(memorandum.title)}
      back={{ to: '/memoranda', label: t('memorandum.back') }}
      sub={
        <>
          <Code>{memorandum.code}</Code> · {t('memoranda.version', { version: memorandum.version })}
        </>
      }
      actions={<Acts memorandum={memorandum} />}
    >
      {memorandum.illustrative && (
        <p className={memoranda.note}>
          <IconInfoCircle size={16} aria-hidden="true" />
          {t('memorandum.illustrative')}
        </p>
      )}
      <Standing memorandum={memorandum} />
      <ViewLinks label={t('memorandum.tabs')} views={tabs} current={tab} />
      {tab === 'text' && <Articles memorandum={memorandum} />}
      {tab === 'analysis' && <Analysis id={memorandum.id} />}
      {tab === 'ask' && (
        <section className={styles.panel}>
          <Simulator
            party={memorandum.ownParty}
            {...(memorandum.builtIn ? {} : { memorandum: memorandum.id })}
          />
        </section>
      )}
    </Page>
  );
}

export function MemorandumScreen({ params }: ScreenProps) {
  const { t } = useTexts();
  const read = useRead(API.readMemorandum, { params: { id: params.id ?? '' } });
  if (read.data) return <Content memorandum={read.data} />;
  return (
    <Page title={t('memorandum.title')} back={{ to: '/memoranda', label: t('memorandum.back') }}>
      {read.error ? <ProblemNote error={read.error} onRetry={() => void read.refetch()} /> : <Loading />}
    </Page>
  );
}
