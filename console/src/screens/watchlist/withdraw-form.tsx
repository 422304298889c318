/** To withdraw a listing: a typed reason, then another person's approval. */

import { API, type Listing, type Watchlist } from '@jisr/contract';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Name } from '../../parts/values.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { DialogFrame, focusFault } from './dialog-frame.tsx';
import forms from './forms.module.css';

interface WithdrawFormProps {
  readonly list: Watchlist;
  readonly listing: Listing;
  readonly onClose: () => void;
}

/** In a dialog. */
export function WithdrawForm({ list, listing, onClose }: WithdrawFormProps) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const propose = useAct(API.propose, [API.listProposals]);
  const words = reason.trim();
  const send = () => {
    setTried(true);
    if (words.length < 3) return;
    propose.mutate(
      { params: { id: list.id }, body: { kind: 'withdraw', listingId: listing.id, reason: words } },
      {
        onSuccess: () => {
          tell(t('watchlist.propose.done'));
          onClose();
        },
      },
    );
  };
  return (
    <DialogFrame onClose={onClose} title={t('watchlist.propose.withdraw')}>
      <form
        className={forms.stack}
        onSubmit={(event) => {
          event.preventDefault();
          send();
          focusFault(event.currentTarget);
        }}
      >
        <Name value={listing.name} />
        <TextInput
          label={t('watchlist.entry.reason')}
          description={t('watchlist.propose.withdrawWhat')}
          error={tried && words.length < 3 ? t('watchlist.entry.wrong.reason') : undefined}
          value={reason}
          maxLength={1000}
          dir="auto"
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {propose.error && <ProblemNote error={propose.error} kept={t('watchlist.propose.kept')} />}
        <div className={forms.acts}>
          <Button type="submit" loading={propose.isPending}>
            {t('watchlist.propose.send')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('watchlist.propose.cancel')}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
