/** The dialog that opens one record in an emergency. What it costs is said before it is done. */
import { API, BreakGlassScope, type Proof } from '@jisr/contract';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNotices } from '../../parts/notices.tsx';
import { digestOfRequest } from '../../proof/digest.ts';
import { ProofForm } from '../../proof/proof-form.tsx';
import { useAct } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { DialogFrame } from '../watchlist/dialog-frame.tsx';
import forms from '../watchlist/forms.module.css';

const MINUTES = [15, 30, 60] as const;
const REASON_MIN = 20;
const CASE_MIN = 3;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The number of a record, also out of an address that was copied. */
const objectIn = (typed: string): string => typed.trim().toLowerCase().split('/').at(-1) ?? '';

function useRequest(onClose: () => void) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const { account } = useSession().session;
  const [id] = useState(() => crypto.randomUUID());
  const [scope, setScope] = useState<BreakGlassScope>('traveller');
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [caseReference, setCase] = useState('');
  const [minutes, setMinutes] = useState(30);
  const [tried, setTried] = useState(false);
  const open = useAct(API.breakGlass, [API.listBreakGlass]);
  const object = objectIn(typed);
  const asked = { id, scope, object, reason: reason.trim(), caseReference: caseReference.trim(), minutes };
  const wrong = {
    object: !UUID.test(object),
    reason: asked.reason.length < REASON_MIN,
    case: asked.caseReference.length < CASE_MIN,
  };
  const digest = async () => {
    setTried(true);
    if (wrong.object || wrong.reason || wrong.case) return null;
    return digestOfRequest({ ...asked, officer: account.username });
  };
  const send = (proof: Proof) => {
    const onSuccess = () => {
      tell(t('approvals.emergency.opened'));
      onClose();
    };
    open.mutate({ body: { ...asked, proof } }, { onSuccess });
  };
  const fields = {
    scope,
    setScope,
    typed,
    setTyped,
    reason,
    setReason,
    caseReference,
    setCase,
    minutes,
    setMinutes,
  };
  return { ...fields, wrong, tried, open, digest, send };
}

export function BreakGlassForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const form = useRequest(onClose);
  const fault = (field: keyof typeof form.wrong) =>
    form.tried && form.wrong[field] ? t(`approvals.wrong.${field}`) : undefined;
  return (
    <DialogFrame title={t('approvals.emergency.ask')} onClose={onClose} size="lg">
      <div className={forms.stack}>
        <p className={forms.soft}>{t('approvals.emergency.cost')}</p>
        <NativeSelect
          label={t('approvals.field.scope')}
          value={form.scope}
          data-autofocus
          onChange={(event) => form.setScope(BreakGlassScope.parse(event.currentTarget.value))}
          data={BreakGlassScope.options.map((value) => ({ value, label: t(`approvals.scope.${value}`) }))}
        />
        <TextInput
          label={t('approvals.field.object')}
          description={t('approvals.field.objectWhat')}
          error={fault('object')}
          value={form.typed}
          dir="ltr"
          onChange={(event) => form.setTyped(event.currentTarget.value)}
        />
        <TextInput
          label={t('approvals.field.case')}
          error={fault('case')}
          value={form.caseReference}
          maxLength={80}
          dir="auto"
          onChange={(event) => form.setCase(event.currentTarget.value)}
        />
        <Textarea
          label={t('approvals.field.reason')}
          error={fault('reason')}
          value={form.reason}
          maxLength={1000}
          dir="auto"
          rows={3}
          onChange={(event) => form.setReason(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('approvals.field.minutes')}
          value={String(form.minutes)}
          onChange={(event) => form.setMinutes(Number(event.currentTarget.value))}
          data={MINUTES.map((value) => ({
            value: String(value),
            label: t('approvals.minutes', { count: value }),
          }))}
        />
        <ProofForm
          digest={form.digest}
          act={t('approvals.emergency.act')}
          busy={form.open.isPending}
          error={form.open.error}
          onProof={form.send}
        />
      </div>
    </DialogFrame>
  );
}
