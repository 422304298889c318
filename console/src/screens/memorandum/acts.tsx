/** Propose, sign, suspend, lift: each goes before two people, and the dialog says so. */
import { API, type MemorandumDetail } from '@jisr/contract';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { DialogFrame, focusFault } from '../watchlist/dialog-frame.tsx';
import forms from '../watchlist/forms.module.css';

type Act = MemorandumDetail['can'][number];

/** The buttons of what is possible; the first one leads. */
export function Acts({ memorandum }: { readonly memorandum: MemorandumDetail }) {
  const { t } = useTexts();
  const { can } = useSession();
  const [open, setOpen] = useState<Act | null>(null);
  const shown = memorandum.can.filter((act) => can(act === 'propose' ? 'memoranda:write' : 'memoranda:sign'));
  return (
    <>
      {shown.map((act) => (
        <Button
          key={act}
          variant={act === 'sign' ? 'filled' : 'default'}
          {...(act === 'suspend' ? { color: 'red', variant: 'outline' } : {})}
          onClick={() => setOpen(act)}
        >
          {t(`memorandum.act.${act}`)}
        </Button>
      ))}
      {open && <ActForm memorandum={memorandum} act={open} onClose={() => setOpen(null)} />}
    </>
  );
}

interface ActFormProps {
  readonly memorandum: MemorandumDetail;
  readonly act: Act;
  readonly onClose: () => void;
}

function useSending(act: Act) {
  const stale = [API.readMemorandum, API.listMemoranda];
  const propose = useAct(API.proposeMemorandum, stale);
  const sign = useAct(API.signMemorandum, stale);
  const suspend = useAct(API.suspendMemorandum, stale);
  const lift = useAct(API.liftSuspension, stale);
  return { propose, sign, suspend, lift }[act];
}

function ActForm({ memorandum, act, onClose }: ActFormProps) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useSending(act);
  const reasoned = act === 'suspend' || act === 'lift';
  const words = reason.trim();
  const send = () => {
    setTried(true);
    if (reasoned && words.length < 3) return;
    sending.mutate({ params: { id: memorandum.id }, body: { reason: words } } as never, {
      onSuccess: () => {
        tell(t('memorandum.act.asked'));
        onClose();
      },
    });
  };
  return (
    <DialogFrame onClose={onClose} title={t(`memorandum.act.${act}`)}>
      <form
        className={forms.stack}
        onSubmit={(event) => {
          event.preventDefault();
          send();
          focusFault(event.currentTarget);
        }}
      >
        <p>{t(`memorandum.act.what.${act}`)}</p>
        <p className={forms.soft}>
          {t('memorandum.act.digest')} <Code>{memorandum.digest}</Code>
        </p>
        {reasoned && (
          <TextInput
            label={t('memorandum.act.reason')}
            error={tried && words.length < 3 ? t('memorandum.act.reasonMissing') : undefined}
            value={reason}
            maxLength={500}
            dir="auto"
            data-autofocus
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {sending.error && <ProblemNote error={sending.error} />}
        <div className={forms.acts}>
          <Button type="submit" loading={sending.isPending}>
            {t('memorandum.act.send')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('memorandum.act.cancel')}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
