/** What one officer may do to the pairing as it stands: stop it, go on, end it. */
import { API, type Partner } from '@jisr/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useAct } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { ReasonForm } from './reason-form.tsx';

type Ending = 'suspend' | 'revoke' | 'abandon';
type State = NonNullable<Partner['peer']>['state'];

const ENDINGS: Readonly<Record<State, readonly Ending[]>> = {
  none: [],
  'card-imported': ['abandon'],
  'words-compared': ['abandon'],
  approved: ['abandon'],
  proven: ['abandon'],
  active: ['suspend', 'revoke'],
  suspended: ['revoke'],
  revoked: [],
};

export function Acts({ partner }: { readonly partner: Partner }) {
  const { t } = useTexts();
  const { can } = useSession();
  const { tell } = useNotices();
  const [open, setOpen] = useState<Ending | null>(null);
  const resuming = useAct(API.resumePeer, [API.readPartner]);
  const state = partner.peer?.state ?? 'none';
  if (!can('peer:pair')) return null;
  return (
    <>
      {resuming.error && <ProblemNote error={resuming.error} />}
      {state === 'suspended' && (
        <Button
          loading={resuming.isPending}
          onClick={() => resuming.mutate({}, { onSuccess: () => tell(t('partner.done.resume')) })}
        >
          {t('partner.act.resume')}
        </Button>
      )}
      {ENDINGS[state].map((ending) => (
        <Button key={ending} variant="outline" color="red" onClick={() => setOpen(ending)}>
          {t(`partner.act.${ending}`)}
        </Button>
      ))}
      {open && <Ended act={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function Ended({ act, onClose }: { readonly act: Ending; readonly onClose: () => void }) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const suspending = useAct(API.suspendPeer, [API.readPartner]);
  const ending = useAct(API.abandonPairing, [API.readPartner]);
  const sending = act === 'suspend' ? suspending : ending;
  const done = () => {
    tell(t(`partner.done.${act}`));
    onClose();
  };
  return (
    <ReasonForm
      title={t(`partner.act.${act}`)}
      what={t(`partner.what.${act}`)}
      send={t(`partner.act.${act}`)}
      grave
      busy={sending.isPending}
      error={sending.error}
      onSend={(reason) => sending.mutate({ body: { reason } }, { onSuccess: done })}
      onClose={onClose}
    />
  );
}
