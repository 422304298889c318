/** Says by which subject the ministry's sign-in service knows the holder of an account, or takes it away again. */
import { type Account, API } from '@jisr/contract';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { DialogFrame } from '../watchlist/dialog-frame.tsx';
import forms from '../watchlist/forms.module.css';

interface MinistryFormProps {
  readonly account: Account;
  readonly onClose: () => void;
}

/** In a dialog. */
export function MinistryForm({ account, onClose }: MinistryFormProps) {
  const { t, pick } = useTexts();
  const { tell } = useNotices();
  const [subject, setSubject] = useState('');
  const [tried, setTried] = useState(false);
  const link = useAct(API.linkMinistry, [API.listAccounts]);
  const unlink = useAct(API.unlinkMinistry, [API.listAccounts]);
  const { id } = account;
  const given = subject.trim();
  const onSuccess = () => {
    tell(t('administration.account.ministrySaved'));
    onClose();
  };
  const send = () => {
    setTried(true);
    if (given !== '') link.mutate({ params: { id }, body: { subject: given } }, { onSuccess });
  };
  const error = link.error ?? unlink.error;
  return (
    <DialogFrame
      onClose={onClose}
      title={t('administration.account.ministryOf', { name: pick(account.name) })}
    >
      <form
        className={forms.stack}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className={forms.soft}>{t('administration.account.ministryWhat')}</p>
        <TextInput
          label={t('administration.account.ministrySubject')}
          error={tried && given === '' ? t('administration.account.ministryMissing') : undefined}
          value={subject}
          maxLength={255}
          dir="ltr"
          data-autofocus
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        {error && <ProblemNote error={error} />}
        <div className={forms.acts}>
          <Button type="submit" loading={link.isPending}>
            {t('administration.account.ministryLink')}
          </Button>
          <Button
            variant="default"
            loading={unlink.isPending}
            onClick={() => unlink.mutate({ params: { id } }, { onSuccess })}
          >
            {t('administration.account.ministryUnlink')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('administration.cancel')}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
