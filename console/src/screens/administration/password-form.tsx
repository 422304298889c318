/** A new password for an account; its sessions end with it. */

import { type Account, API } from '@jisr/contract';
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { DialogFrame, focusFault } from '../watchlist/dialog-frame.tsx';
import forms from '../watchlist/forms.module.css';

/** What the server asks of a password (problem PASSWORD_WEAK). */
const PASSWORD_MIN = 12;

interface PasswordFormProps {
  readonly account: Account;
  readonly onClose: () => void;
}

function usePassword({ account, onClose }: PasswordFormProps) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const reset = useAct(API.resetPassword, [API.listAccounts]);
  const weak = password.length < PASSWORD_MIN;
  const send = () => {
    setTried(true);
    if (weak) return;
    const onSuccess = () => {
      tell(t('administration.account.passwordSet'));
      onClose();
    };
    reset.mutate({ params: { id: account.id }, body: { password } }, { onSuccess });
  };
  return { password, setPassword, wrong: tried && weak, reset, send };
}

/** In a dialog. */
export function PasswordForm({ account, onClose }: PasswordFormProps) {
  const { t, pick } = useTexts();
  const { password, setPassword, wrong, reset, send } = usePassword({ account, onClose });
  return (
    <DialogFrame
      onClose={onClose}
      title={t('administration.account.passwordOf', { name: pick(account.name) })}
    >
      <form
        className={forms.stack}
        onSubmit={(event) => {
          event.preventDefault();
          send();
          focusFault(event.currentTarget);
        }}
      >
        <PasswordInput
          label={t('administration.account.field.password')}
          description={t('administration.account.passwordEnds')}
          error={wrong ? t('administration.account.wrong.password') : undefined}
          value={password}
          dir="ltr"
          maxLength={400}
          autoComplete="new-password"
          data-autofocus
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {reset.error && <ProblemNote error={reset.error} />}
        <div className={forms.acts}>
          <Button type="submit" loading={reset.isPending}>
            {t('administration.account.setPassword')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('administration.cancel')}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
