/** Corrects or withdraws what the partner was told. */
import { API, type RequestDetail, type RequestLetter, SupplementField } from '@jisr/contract';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import { DialogFrame } from '../watchlist/dialog-frame.tsx';
import forms from '../watchlist/forms.module.css';
import styles from './request.module.css';

type Kind = 'correction' | 'deletion';
interface NoticeProps {
  readonly request: RequestDetail;
  readonly letter: RequestLetter;
}
const REASON_MIN = 3;

export function NoticeButtons(props: NoticeProps) {
  const { t } = useTexts();
  const [open, setOpen] = useState<Kind | null>(null);
  const kinds: readonly Kind[] = props.letter.kind === 'request' ? ['deletion'] : ['correction', 'deletion'];
  return (
    <div className={forms.acts}>
      {kinds.map((kind) => (
        <Button key={kind} size="xs" variant="default" onClick={() => setOpen(kind)}>
          {t(`request.notice.${kind}`)}
        </Button>
      ))}
      {open && <NoticeForm {...props} kind={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function NoticeForm({
  request,
  letter,
  kind,
  onClose,
}: NoticeProps & { readonly kind: Kind; readonly onClose: () => void }) {
  const { t, pick } = useTexts();
  const { tell } = useNotices();
  const [reason, setReason] = useState('');
  const [withdrawn, setWithdrawn] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const notice = useAct(API.sendNotice, [API.readRequest, API.listApprovals]);
  const told = SupplementField.options.filter((field) => letter.content !== null && field in letter.content);
  const words = reason.trim();
  const send = () => {
    setTried(true);
    if (words.length < REASON_MIN) return;
    const body = {
      ...{ letterId: letter.id, kind, reason: words },
      withdrawn: told.filter((field) => withdrawn.includes(field)),
    };
    const onSuccess = () => {
      tell(t('request.notice.sent'));
      onClose();
    };
    notice.mutate({ params: { id: request.id }, body }, { onSuccess });
  };
  return (
    <DialogFrame title={t(`request.notice.${kind}`)} onClose={onClose}>
      <form
        className={forms.stack}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className={forms.soft}>{t(`request.noticeWhat.${kind}`)}</p>
        <TextInput
          label={t('request.notice.reason')}
          error={tried && words.length < REASON_MIN ? t('request.notice.reasonMissing') : undefined}
          value={reason}
          maxLength={500}
          dir="auto"
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {kind === 'correction' && (
          <Checkbox.Group
            label={t('request.notice.withdrawn')}
            value={[...withdrawn]}
            onChange={setWithdrawn}
          >
            <div className={styles.checks}>
              {told.map((field) => (
                <Checkbox key={field} value={field} label={pick(labelOf('field', field))} />
              ))}
            </div>
          </Checkbox.Group>
        )}
        {notice.error && <ProblemNote error={notice.error} />}
        <div className={forms.acts}>
          <Button type="submit" loading={notice.isPending}>
            {t('request.notice.send')}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
