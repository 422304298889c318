/** An act that wants a reason, said before it is done. */
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useTexts } from '../../texts.tsx';
import { DialogFrame, focusFault } from '../watchlist/dialog-frame.tsx';
import forms from '../watchlist/forms.module.css';

interface ReasonFormProps {
  readonly title: string;
  /** What will happen, and what will not. */
  readonly what: string;
  readonly send: string;
  /** Set for what cannot be taken back. */
  readonly grave?: boolean;
  /** Letters of a reason at least; three when unset. */
  readonly least?: number;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onSend: (reason: string) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/**
 * In a dialog; closes only when the caller says so.
 *
 * @example
 * <ReasonForm title={…} what={…} send={…} busy={act.isPending} error={act.error} onSend={go} onClose={close} />
 */
export function ReasonForm(props: ReasonFormProps) {
  const { t } = useTexts();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const words = reason.trim();
  const short = words.length < (props.least ?? 3);
  return (
    <DialogFrame onClose={props.onClose} title={props.title}>
      <form
        className={forms.stack}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!short) props.onSend(words);
          focusFault(event.currentTarget);
        }}
      >
        <p>{props.what}</p>
        {props.children}
        <TextInput
          label={t('partner.reason')}
          error={tried && short ? t('partner.reasonMissing') : undefined}
          value={reason}
          maxLength={500}
          dir="auto"
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {props.error && <ProblemNote error={props.error} />}
        <div className={forms.acts}>
          <Button type="submit" loading={props.busy} {...(props.grave ? { color: 'red' } : {})}>
            {props.send}
          </Button>
          <Button variant="default" onClick={props.onClose}>
            {t('partner.back')}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
