/** Takes in a text in JSON: the draft of a memorandum, or a directive. Faults are told with their place. */
import { API, type MemorandumTaken } from '@jisr/contract';
import { Button, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct } from '../../queries.ts';
import { navigate } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { DialogFrame } from '../watchlist/dialog-frame.tsx';
import forms from '../watchlist/forms.module.css';
import styles from './memoranda.module.css';

interface TakeFormProps {
  readonly what: 'draft' | 'directive';
  readonly onClose: () => void;
}

/** In a dialog: a file or pasted text. */
export function TakeForm({ what, onClose }: TakeFormProps) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [text, setText] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const draft = useAct(API.importMemorandum, [API.listMemoranda]);
  const directive = useAct(API.issueDirective, [API.listDirectives]);
  const act = what === 'draft' ? draft : directive;
  const done = ({ id }: MemorandumTaken) => {
    if (id === null) return;
    tell(t(`memoranda.take.done.${what}`));
    onClose();
    if (what === 'draft') navigate(`/memoranda/${id}`);
  };
  const faults = act.data?.faults ?? [];
  return (
    <DialogFrame onClose={onClose} title={t(`memoranda.take.${what}`)} size="xl">
      <form
        className={forms.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') act.mutate({ body: { text } }, { onSuccess: done });
        }}
      >
        <p className={forms.soft}>{t(`memoranda.take.what.${what}`)}</p>
        <input
          ref={file}
          type="file"
          accept="application/json,.json"
          hidden
          onChange={async (event) => setText((await event.currentTarget.files?.[0]?.text()) ?? '')}
        />
        <Textarea
          label={t('memoranda.take.text')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          dir="ltr"
          rows={14}
          styles={{ input: { fontFamily: 'ui-monospace, monospace', fontSize: 12.5 } }}
          data-autofocus
        />
        {faults.length > 0 && <Faults faults={faults} />}
        {act.error && <ProblemNote error={act.error} kept={t('memoranda.take.kept')} />}
        <div className={forms.acts}>
          <Button type="submit" loading={act.isPending} disabled={text.trim() === ''}>
            {t(`memoranda.take.send.${what}`)}
          </Button>
          <Button variant="default" onClick={() => file.current?.click()}>
            {t('memoranda.take.file')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('memoranda.take.cancel')}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}

function Faults({ faults }: { readonly faults: MemorandumTaken['faults'] }) {
  const { pick } = useTexts();
  return (
    <ul className={styles.faults} role="alert">
      {faults.map((fault) => (
        <li key={`${fault.code} ${fault.place}`}>
          {fault.place !== '' && <Code>{fault.place}</Code>} {pick(fault.text)}
        </li>
      ))}
    </ul>
  );
}
