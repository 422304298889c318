/** What the law says of a letter before it is written: the article that decides, or the clause that stops it. */
import type { LetterPreview } from '@jisr/contract';
import { Mark } from '../../parts/marks.tsx';
import { FactItem, Facts } from '../../parts/page.tsx';
import { Code } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import { Content } from './content.tsx';
import styles from './request.module.css';

function Says({ of }: { readonly of: LetterPreview }) {
  const { t, pick } = useTexts();
  if (of.refusal !== null)
    return (
      <div className={styles.refusal} role="note">
        <Mark tone="now" shape="square">
          {t('request.preview.stopped')}
        </Mark>
        <strong>{pick(of.refusal.text)}</strong>
        <span>
          {t('request.clause')} <Code>{of.refusal.clause}</Code> · <Code>{of.refusal.code}</Code>
        </span>
      </div>
    );
  return (
    <>
      <Mark tone="done" shape="check">
        {t('request.preview.allowed')} <Code>{of.article}</Code>
      </Mark>
      <Facts>
        <FactItem label={t('request.approvals')}>
          {t('request.preview.approvals', { count: of.approvals })}
          {of.approvals > 0 &&
            ` (${of.approvalRoles.map((role) => t(`words.role.${role}`)).join(t('request.comma'))})`}
        </FactItem>
        {of.retentionDays !== null && (
          <FactItem label={t('request.retention')}>{t('request.days', { count: of.retentionDays })}</FactItem>
        )}
        {of.onward !== null && (
          <FactItem label={t('request.onward')}>{pick(labelOf('onward', of.onward))}</FactItem>
        )}
        {of.answerWithinHours !== null && (
          <FactItem label={t('request.answerWithin')}>
            {t('request.hours', { count: of.answerWithinHours })}
          </FactItem>
        )}
        {of.caveats.map((caveat) => (
          <FactItem key={caveat.en} label={t('request.caveat')}>
            {pick(caveat)}
          </FactItem>
        ))}
      </Facts>
    </>
  );
}

export function Preview({ of }: { readonly of: LetterPreview }) {
  const { t } = useTexts();
  return (
    <div className={styles.preview} aria-live="polite">
      <Says of={of} />
      <h3>{t('request.preview.content')}</h3>
      <Content of={of.content} />
    </div>
  );
}
