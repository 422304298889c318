/** Blind or in the clear: what the partner learns in each, and what the law says of each now. */
import { API, type QueryMode, type QueryPreview } from '@jisr/contract';
import { useEffect } from 'react';
import { ApiProblem } from '../../api.ts';
import { Mark } from '../../parts/marks.tsx';
import { Code } from '../../parts/values.tsx';
import { useQuestion } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import forms from '../watchlist/forms.module.css';
import { type QuestionEntry, quotaLeft } from './asking.ts';
import styles from './queries.module.css';

const MODES: readonly QueryMode[] = ['blind', 'plain'];

interface ModeChoiceProps {
  readonly travellerId: string;
  readonly entry: QuestionEntry;
  readonly change: (some: Partial<QuestionEntry>) => void;
  /** Whether the chosen mode may be sent now. */
  readonly onVerdict: (allowed: boolean) => void;
}

function usePreview({ travellerId, entry }: ModeChoiceProps, mode: QueryMode) {
  const { purpose, offence, urgent } = entry;
  const urgency = urgent ? ('urgent' as const) : ('ordinary' as const);
  return useQuestion(API.previewQuery, { body: { travellerId, purpose, offence, urgency, mode } });
}
type Preview = ReturnType<typeof usePreview>;

function Allowed({ preview }: { readonly preview: QueryPreview }) {
  const { t } = useTexts();
  const left = quotaLeft(preview);
  return (
    <>
      <Mark tone="done" shape="check">
        {t('queries.mode.allowed')} <Code>{preview.article}</Code>
      </Mark>
      <span>
        {left === null ? t('queries.mode.noLimit') : t('queries.mode.left', { left })}
        {' · '}
        {t('queries.mode.uses', { count: preview.keys })}
      </span>
      {preview.retentionDays !== null && (
        <span>{t('queries.mode.kept', { days: preview.retentionDays })}</span>
      )}
    </>
  );
}

function Law({ preview: { data, error } }: { readonly preview: Preview }) {
  const { t, pick } = useTexts();
  if (error)
    return (
      <Mark tone="wait" shape="triangle">
        {error instanceof ApiProblem ? pick(error.text) : t('parts.problem.unknown')}
      </Mark>
    );
  if (data === undefined) return <span>{t('queries.mode.checking')}</span>;
  if (data.allowed) return <Allowed preview={data} />;
  return (
    <Mark tone="now" shape="bar">
      {data.refusal !== null && (
        <>
          {pick(data.refusal.text)} <Code>{data.refusal.clause}</Code>
        </>
      )}
    </Mark>
  );
}

const maySend = ({ data, error }: Preview): boolean => !error && data?.allowed === true;

/** Two cards; one that the law does not allow now cannot be chosen. */
export function ModeChoice(props: ModeChoiceProps) {
  const { t, pick } = useTexts();
  const { entry, change, onVerdict } = props;
  const previews = { blind: usePreview(props, 'blind'), plain: usePreview(props, 'plain') };
  const allowed = maySend(previews[entry.mode]);
  useEffect(() => onVerdict(allowed), [allowed, onVerdict]);
  return (
    <fieldset className={forms.fieldset}>
      <legend>{t('queries.mode.title')}</legend>
      <div className={styles.modes}>
        {MODES.map((mode) => (
          <label key={mode} className={styles.mode} data-chosen={entry.mode === mode ? '' : undefined}>
            <span className={styles.modeHead}>
              <input
                type="radio"
                name="mode"
                value={mode}
                checked={entry.mode === mode}
                onChange={() => change({ mode })}
              />
              <strong>{pick(labelOf('mode', mode))}</strong>
            </span>
            <span className={styles.learns}>{t(`queries.mode.learns.${mode}`)}</span>
            <span className={styles.law}>
              <Law preview={previews[mode]} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
