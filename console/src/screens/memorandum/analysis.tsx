/** What this version newly allows, withdraws and changes, said in both languages; cell by cell when opened. */
import { API, type MemorandumAnalysis, type MemorandumChange } from '@jisr/contract';
import { useState } from 'react';
import { Mark } from '../../parts/marks.tsx';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { wordOf } from '../memoranda/words.ts';
import styles from './memorandum.module.css';

const KINDS = {
  allowed: { tone: 'wait', shape: 'triangle' },
  withdrawn: { tone: 'calm', shape: 'bar' },
  changed: { tone: 'calm', shape: 'half' },
} as const;

export function Analysis({ id }: { readonly id: string }) {
  const { t } = useTexts();
  const read = useRead(API.readMemorandumAnalysis, { params: { id } });
  if (read.error) return <ProblemNote error={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading />;
  if (read.data.state === 'waiting')
    return <p className={styles.panel}>{t('memorandum.analysis.waiting')}</p>;
  return <Done id={id} analysis={read.data} />;
}

function Done({ id, analysis }: { readonly id: string; readonly analysis: MemorandumAnalysis }) {
  const { t, number } = useTexts();
  const count = (kind: MemorandumChange['kind']) =>
    analysis.changes.filter((change) => change.kind === kind).reduce((sum, each) => sum + each.count, 0);
  return (
    <div className={styles.articles}>
      <section className={styles.panel}>
        <p>
          {analysis.against
            ? t('memorandum.analysis.against', { version: analysis.against.version })
            : t('memorandum.analysis.first')}
        </p>
        <div className={styles.counts}>
          {(['allowed', 'withdrawn', 'changed'] as const).map((kind) => (
            <div key={kind} className={styles.count}>
              <strong>{number(count(kind))}</strong>
              <span className={styles.soft}>{t(`memorandum.analysis.kind.${kind}`)}</span>
            </div>
          ))}
          <div className={styles.count}>
            <strong>{number(analysis.cells)}</strong>
            <span className={styles.soft}>{t('memorandum.analysis.cells')}</span>
          </div>
        </div>
        <Lists analysis={analysis} />
      </section>
      <section className={styles.panel}>
        {analysis.changes.length === 0 && <p>{t('memorandum.analysis.none')}</p>}
        {analysis.changes.map((change, at) => (
          <Change key={`${change.kind} ${change.text.en}`} id={id} at={at} change={change} />
        ))}
      </section>
    </div>
  );
}

function Lists({ analysis }: { readonly analysis: MemorandumAnalysis }) {
  const { t } = useTexts();
  const lists: readonly (readonly [string, readonly string[]])[] = [
    [t('memorandum.analysis.dead'), analysis.dead],
    [t('memorandum.analysis.overlaps'), analysis.overlaps.map((pair) => pair.join(' + '))],
    [t('memorandum.analysis.untested'), analysis.untested],
  ];
  return (
    <dl className={styles.terms}>
      {lists.map(([label, items]) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd>
            {items.length === 0
              ? t('memorandum.analysis.nothing')
              : items.map((item) => (
                  <span key={item} className={styles.chip}>
                    <Code>{item}</Code>
                  </span>
                ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface ChangeProps {
  readonly id: string;
  readonly at: number;
  readonly change: MemorandumChange;
}

function Change({ id, at, change }: ChangeProps) {
  const { t, language } = useTexts();
  const [open, setOpen] = useState(false);
  const other = language === 'ar' ? 'en' : 'ar';
  return (
    <details className={styles.change} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={styles.head}>
          <Mark {...KINDS[change.kind]}>{t(`memorandum.analysis.kind.${change.kind}`)}</Mark>
          <Code>{change.article}</Code>
          <span className={styles.soft}>{t('memorandum.analysis.count', { count: change.count })}</span>
        </span>
        <span>{change.text[language]}</span>
        <bdi lang={other} dir={other === 'ar' ? 'rtl' : 'ltr'} className={styles.soft}>
          {change.text[other]}
        </bdi>
      </summary>
      {open && <Cells id={id} at={at} />}
    </details>
  );
}

function Cells({ id, at }: { readonly id: string; readonly at: number }) {
  const { t, pick, number } = useTexts();
  const read = useRead(API.readMemorandumCells, { params: { id }, query: { change: at } });
  if (read.error) return <ProblemNote error={read.error} />;
  if (!read.data) return <Loading />;
  const head = ['way', 'purpose', 'offence', 'tlp', 'approvals', 'mode', 'automatic', 'at'] as const;
  return (
    <div className={styles.scroll}>
      <table className={styles.cells}>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {t(`memorandum.cell.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {read.data.items.map((cell) => (
            <tr key={JSON.stringify(cell)}>
              <td>
                <Code>{`${cell.from} → ${cell.to}`}</Code>
              </td>
              <td>{pick(wordOf('purpose', cell.purpose))}</td>
              <td>{pick(wordOf('offence', cell.offence))}</td>
              <td>{pick(wordOf('tlp', cell.tlp))}</td>
              <td>{number(cell.approvals)}</td>
              <td>{cell.mode ? pick(wordOf('mode', cell.mode)) : '–'}</td>
              <td>{cell.automatic ? t('memorandum.yes') : '–'}</td>
              <td>
                <Code>{cell.at.slice(0, 10)}</Code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
