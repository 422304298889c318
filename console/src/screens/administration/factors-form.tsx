/** Takes the second factors of an account away, so that a person who lost theirs can begin again. */
import { type Account, API } from '@jisr/contract';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { DialogFrame } from '../watchlist/dialog-frame.tsx';
import forms from '../watchlist/forms.module.css';

const REASON_MIN = 10;

interface FactorsFormProps {
  readonly account: Account;
  readonly onClose: () => void;
}

/** In a dialog. */
export function FactorsForm({ account, onClose }: FactorsFormProps) {
  const { t, pick } = useTexts();
  const { tell } = useNotices();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const reset = useAct(API.resetFactors, [API.listAccounts]);
  const short = reason.trim().length < REASON_MIN;
  const send = () => {
    setTried(true);
    if (short) return;
    const onSuccess = () => {
      tell(t('administration.account.factorsGone'));
      onClose();
    };
    reset.mutate({ params: { id: account.id }, body: { reason: reason.trim() } }, { onSuccess });
  };
  return (
    <DialogFrame
      onClose={onClose}
      title={t('administration.account.factorsOf', { name: pick(account.name) })}
    >
      <form
        className={forms.stack}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className={forms.soft}>{t('administration.account.factorsWhat')}</p>
        <Textarea
          label={t('administration.account.factorsReason')}
          error={tried && short ? t('administration.account.factorsShort') : undefined}
          value={reason}
          maxLength={500}
          rows={2}
          dir="auto"
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {reset.error && <ProblemNote error={reset.error} />}
        <div className={forms.acts}>
          <Button type="submit" loading={reset.isPending}>
            {t('administration.account.factors')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('administration.cancel')}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
