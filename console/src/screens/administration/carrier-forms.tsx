/** To register a carrier, to issue a key (shown once) and to revoke one (the hint typed: it cannot be undone). */

import { API, type Carrier, NewCarrier, NewCarrierKey } from '@jisr/contract';
import { Button, TextInput } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { DialogFrame, focusFault } from '../watchlist/dialog-frame.tsx';
import { faultsOf } from '../watchlist/faults.ts';
import forms from '../watchlist/forms.module.css';
import styles from './administration.module.css';

interface DialogProps {
  readonly title: string;
  readonly act: string;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly error: unknown;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function Dialog({ title, act, busy, disabled = false, error, onSend, onClose, children }: DialogProps) {
  const { t } = useTexts();
  return (
    <DialogFrame onClose={onClose} title={title}>
      <form
        className={forms.stack}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSend();
          focusFault(event.currentTarget);
        }}
      >
        {children}
        {error !== null && <ProblemNote error={error} kept={t('administration.kept')} />}
        <div className={forms.acts}>
          <Button type="submit" loading={busy} disabled={disabled}>
            {act}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('administration.cancel')}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}

/** A carrier by its designator and its name in both languages. */
export function CarrierForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [draft, setDraft] = useState({ code: '', ar: '', en: '' });
  const [tried, setTried] = useState(false);
  const create = useAct(API.createCarrier, [API.listCarriers]);
  const checked = NewCarrier.safeParse({
    code: draft.code.trim().toUpperCase(),
    name: { en: draft.en.trim(), ar: draft.ar.trim() },
  });
  const faults = new Set(checked.success ? [] : faultsOf(checked.error));
  if (draft.en.trim() === '') faults.add('en');
  if (draft.ar.trim() === '') faults.add('ar');
  const send = () => {
    setTried(true);
    if (!checked.success || faults.size > 0) return;
    const onSuccess = () => {
      tell(t('administration.carrier.done'));
      onClose();
    };
    create.mutate({ body: checked.data }, { onSuccess });
  };
  const field = (name: keyof typeof draft) => ({
    label: t(`administration.carrier.field.${name}`),
    value: draft[name],
    error: tried && faults.has(name) ? t(`administration.carrier.wrong.${name}`) : undefined,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setDraft((now) => ({ ...now, [name]: value }));
    },
  });
  return (
    <Dialog
      title={t('administration.carrier.add')}
      act={t('administration.carrier.create')}
      busy={create.isPending}
      error={create.error}
      onSend={send}
      onClose={onClose}
    >
      <TextInput {...field('code')} dir="ltr" maxLength={3} data-autofocus />
      <TextInput {...field('ar')} dir="rtl" lang="ar" maxLength={200} />
      <TextInput {...field('en')} dir="ltr" lang="en" maxLength={200} />
    </Dialog>
  );
}

function IssuedOnce({ issued, onClose }: { readonly issued: string; readonly onClose: () => void }) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const copy = async () => {
    await navigator.clipboard.writeText(issued);
    tell(t('parts.copied'));
  };
  return (
    <DialogFrame onClose={onClose} title={t('administration.key.issued')} strict size="lg">
      <div className={forms.stack}>
        <p className={styles.once}>{t('administration.key.once')}</p>
        <div className={styles.key}>
          <Code>{issued}</Code>
          <Button
            size="xs"
            data-autofocus
            leftSection={<IconCopy size={15} aria-hidden="true" />}
            onClick={() => void copy()}
          >
            {t('parts.copy')}
          </Button>
        </div>
        <div className={forms.acts}>
          <Button variant="default" onClick={onClose}>
            {t('administration.key.kept')}
          </Button>
        </div>
      </div>
    </DialogFrame>
  );
}

interface KeyFormProps {
  readonly carrier: Carrier;
  readonly onClose: () => void;
}

/** A label first, then the key, once. */
export function KeyForm({ carrier, onClose }: KeyFormProps) {
  const { t, pick } = useTexts();
  const [label, setLabel] = useState('');
  const [tried, setTried] = useState(false);
  const issue = useAct(API.issueKey, [API.listCarriers]);
  const checked = NewCarrierKey.safeParse({ label: label.trim() });
  const send = () => {
    setTried(true);
    if (checked.success) issue.mutate({ params: { code: carrier.code }, body: checked.data });
  };
  if (issue.data !== undefined) return <IssuedOnce issued={issue.data.key} onClose={onClose} />;
  return (
    <Dialog
      title={t('administration.key.issueTo', { carrier: pick(carrier.name) })}
      act={t('administration.key.issue')}
      busy={issue.isPending}
      error={issue.error}
      onSend={send}
      onClose={onClose}
    >
      <TextInput
        label={t('administration.key.label')}
        description={t('administration.key.labelHint')}
        error={tried && !checked.success ? t('administration.key.labelMissing') : undefined}
        value={label}
        maxLength={80}
        dir="auto"
        data-autofocus
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
    </Dialog>
  );
}

interface RevokeFormProps {
  readonly keyOf: Carrier['keys'][number];
  readonly onClose: () => void;
}

/** What cannot be undone is typed. */
export function RevokeForm({ keyOf, onClose }: RevokeFormProps) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [typed, setTyped] = useState('');
  const revoke = useAct(API.revokeKey, [API.listCarriers]);
  const send = () => {
    const onSuccess = () => {
      tell(t('administration.key.done'));
      onClose();
    };
    revoke.mutate({ params: { id: keyOf.id } }, { onSuccess });
  };
  return (
    <Dialog
      title={t('administration.key.revoke')}
      act={t('administration.key.revoke')}
      busy={revoke.isPending}
      disabled={typed.trim() !== keyOf.hint}
      error={revoke.error}
      onSend={send}
      onClose={onClose}
    >
      <p>{t('administration.key.revokeWhat')}</p>
      <TextInput
        label={t('administration.key.typeHint', { hint: keyOf.hint })}
        value={typed}
        dir="ltr"
        autoComplete="off"
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </Dialog>
  );
}
