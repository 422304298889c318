/** A dialog with its heading and a way out; its head is part of the dialog, not another banner of the page. */
import { ActionIcon, Modal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../texts.tsx';
import forms from './forms.module.css';

interface DialogFrameProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly size?: 'md' | 'lg' | 'xl';
  /** Closed only by its own buttons: what it shows is not shown again. */
  readonly strict?: boolean;
  readonly children: ReactNode;
}

/**
 * Shown while mounted. Give the first field `data-autofocus`.
 *
 * @example
 * {adding && <DialogFrame title={t('watchlists.add')} onClose={close}>…</DialogFrame>}
 */
export function DialogFrame({ title, onClose, size = 'md', strict = false, children }: DialogFrameProps) {
  const { t } = useTexts();
  return (
    <Modal.Root opened onClose={onClose} size={size} closeOnClickOutside={!strict} closeOnEscape={!strict}>
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <Modal.Body>
          <div className={forms.dialogHead}>
            <h2>{title}</h2>
            {!strict && (
              <ActionIcon variant="subtle" size={32} aria-label={t('shell.close')} onClick={onClose}>
                <IconX size={18} aria-hidden="true" />
              </ActionIcon>
            )}
          </div>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/**
 * Moves to the first refused field, once React has drawn the refusals.
 *
 * @example
 * onSubmit={(event) => { event.preventDefault(); send(); focusFault(event.currentTarget); }}
 */
export function focusFault(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
