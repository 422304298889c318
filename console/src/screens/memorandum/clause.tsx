/** What the machine holds of a clause: whom, what, what for, on which terms; what it allows now and how often it was used. */
import type { ClauseView } from '@jisr/contract';
import { Mark } from '../../parts/marks.tsx';
import { Ago } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import { wordOf } from '../memoranda/words.ts';
import styles from './memorandum.module.css';

export function Clause({ clause }: { readonly clause: ClauseView }) {
  const { t, pick } = useTexts();
  const permit = clause.effect === 'permit';
  return (
    <div className={styles.clause}>
      <div className={styles.head}>
        <Code>{clause.reference}</Code>
        <Holds clause={clause} />
      </div>
      <Chips
        strong
        words={[
          ...clause.actions.map((word) => pick(wordOf('action', word))),
          ...clause.categories.map(({ category }) => pick(wordOf('category', category))),
        ]}
      />
      <Chips words={clause.purposes.map((word) => pick(wordOf('purpose', word)))} />
      {permit && <Terms clause={clause} />}
      {clause.categories.length === 1 && permit && (
        <details>
          <summary className={styles.soft}>
            {t('memorandum.clause.fields', { count: clause.categories[0]?.fields.length ?? 0 })}
          </summary>
          <Chips words={(clause.categories[0]?.fields ?? []).map((word) => pick(wordOf('field', word)))} />
        </details>
      )}
      {clause.ways.length > 0 && (
        <details>
          <summary className={styles.soft}>{t('memorandum.clause.ways')}</summary>
          {clause.ways.map((way) => (
            <div key={way}>
              <Code>{way}</Code>
            </div>
          ))}
        </details>
      )}
      {clause.caveats.map((caveat) => (
        <p key={caveat.en} className={styles.soft}>
          {pick(caveat)}
        </p>
      ))}
      <Used clause={clause} />
    </div>
  );
}

function Holds({ clause }: { readonly clause: ClauseView }) {
  const { t } = useTexts();
  if (clause.effect === 'forbid')
    return (
      <Mark tone="now" shape="bar">
        {t(clause.holdsNow ? 'memorandum.clause.forbids' : 'memorandum.clause.wouldForbid')}
      </Mark>
    );
  return (
    <Mark tone={clause.holdsNow ? 'done' : 'calm'} shape={clause.holdsNow ? 'check' : 'ring'}>
      {t(clause.holdsNow ? 'memorandum.clause.allows' : 'memorandum.clause.asleep')}
    </Mark>
  );
}

function Used({ clause }: { readonly clause: ClauseView }) {
  const { t } = useTexts();
  return (
    <div className={styles.used}>
      <span>{t('memorandum.clause.used', { count: clause.used })}</span>
      {clause.lastUsedAt && <Ago at={clause.lastUsedAt} />}
    </div>
  );
}

function Chips({ words, strong = false }: { readonly words: readonly string[]; readonly strong?: boolean }) {
  if (words.length === 0) return null;
  return (
    <div className={styles.chips}>
      {words.map((word) => (
        <span key={word} className={`${styles.chip} ${strong ? styles.strong : ''}`}>
          {word}
        </span>
      ))}
    </div>
  );
}

function useTerms(clause: ClauseView): readonly (readonly [string, string])[] {
  const { t, pick, number } = useTexts();
  const hours = clause.answerWithinHours;
  const rows: (readonly [string, string | null])[] = [
    [
      t('memorandum.term.offence'),
      clause.offence && clause.offence !== 'none' ? pick(wordOf('offence', clause.offence)) : null,
    ],
    [t('memorandum.term.tlp'), clause.tlp && pick(wordOf('tlp', clause.tlp))],
    [
      t('memorandum.term.approvals'),
      clause.approvals ? t('memorandum.people', { count: clause.approvals }) : null,
    ],
    [
      t('memorandum.term.retention'),
      clause.retentionDays === null ? null : t('memoranda.days', { count: clause.retentionDays }),
    ],
    [t('memorandum.term.onward'), clause.onward && pick(wordOf('onward', clause.onward))],
    [t('memorandum.term.quota'), clause.quotaPerDay === null ? null : number(clause.quotaPerDay)],
    [
      t('memorandum.term.mode'),
      clause.modes.length > 0
        ? clause.modes.map((mode) => pick(wordOf('mode', mode))).join(t('memorandum.and'))
        : null,
    ],
    [
      t('memorandum.term.answer'),
      hours && t('memorandum.hours', { urgent: number(hours.urgent), ordinary: number(hours.ordinary) }),
    ],
    [t('memorandum.term.automatic'), clause.automatic ? t('memorandum.yes') : null],
    [
      t('memorandum.term.assurances'),
      clause.assurances.length > 0
        ? clause.assurances.map((each) => pick(wordOf('assurance', each))).join(t('memorandum.and'))
        : null,
    ],
    [
      t('memorandum.term.minors'),
      clause.minors && clause.minors !== 'allowed' ? pick(wordOf('person', clause.minors)) : null,
    ],
    [
      t('memorandum.term.own'),
      clause.ownCitizens && clause.ownCitizens !== 'allowed'
        ? pick(wordOf('person', clause.ownCitizens))
        : null,
    ],
  ];
  return rows.flatMap(([label, value]) => (value ? [[label, value] as const] : []));
}

function Terms({ clause }: { readonly clause: ClauseView }) {
  const rows = useTerms(clause);
  return (
    <dl className={styles.terms}>
      {rows.map(([label, value]) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
