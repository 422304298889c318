/** A new watchlist: its code, its name in both languages, its owner, its legal basis and what follows by default. */

import { API, Instruction, ListFormat, NewWatchlist } from '@jisr/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useAct } from '../../queries.ts';
import { navigate } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { DialogFrame, focusFault } from '../watchlist/dialog-frame.tsx';
import { faultsOf } from '../watchlist/faults.ts';
import forms from '../watchlist/forms.module.css';

const BLANK = {
  code: '',
  en: '',
  ar: '',
  owner: '',
  format: 'manual',
  sourceUrl: '',
  instruction: '',
  legalBasis: '',
  handling: '',
};
type Draft = typeof BLANK;
type Field = keyof Draft;

const filled = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function bodyOf(draft: Draft) {
  return {
    code: draft.code.trim().toUpperCase(),
    name: { en: draft.en.trim(), ar: draft.ar.trim() },
    owner: draft.owner.trim(),
    format: draft.format,
    sourceUrl: filled(draft.sourceUrl),
    instruction: draft.instruction,
    legalBasis: draft.legalBasis.trim(),
    handling: filled(draft.handling),
  };
}

function useDraft(onClose: () => void) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [draft, setDraft] = useState<Draft>(BLANK);
  const [tried, setTried] = useState(false);
  const create = useAct(API.createWatchlist, [API.listWatchlists]);
  const checked = NewWatchlist.safeParse(bodyOf(draft));
  const faults = new Set<string>(checked.success ? [] : faultsOf(checked.error));
  // The contract takes any text for a name; an empty one would leave half the readers without.
  if (filled(draft.en) === null) faults.add('en');
  if (filled(draft.ar) === null) faults.add('ar');
  const send = () => {
    setTried(true);
    if (!checked.success || faults.size > 0) return;
    create.mutate(
      { body: checked.data },
      {
        onSuccess: (list) => {
          tell(t('watchlists.form.done'));
          onClose();
          navigate(`/watchlists/${list.id}`);
        },
      },
    );
  };
  const field = (name: Field) => ({
    label: t(`watchlists.form.${name}`),
    value: draft[name],
    error: tried && faults.has(name) ? t(`watchlists.form.wrong.${name}`) : undefined,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setDraft((now) => ({ ...now, [name]: value }));
    },
  });
  return { field, send, create };
}

interface NewWatchlistFormProps {
  readonly onClose: () => void;
}

/** In a dialog: the list is empty until something is imported or proposed. */
export function NewWatchlistForm({ onClose }: NewWatchlistFormProps) {
  const { t } = useTexts();
  const { field, send, create } = useDraft(onClose);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send();
    focusFault(event.currentTarget);
  };
  return (
    <DialogFrame onClose={onClose} title={t('watchlists.add')} size="lg">
      <form className={forms.grid} onSubmit={submit} noValidate>
        <TextInput
          {...field('code')}
          description={t('watchlists.form.codeHint')}
          dir="ltr"
          maxLength={20}
          data-autofocus
        />
        <NativeSelect
          {...field('format')}
          data={ListFormat.options.map((value) => ({ value, label: t(`watchlists.format.${value}`) }))}
        />
        <TextInput {...field('ar')} dir="rtl" lang="ar" maxLength={200} />
        <TextInput {...field('en')} dir="ltr" lang="en" maxLength={200} />
        <TextInput {...field('owner')} dir="auto" maxLength={200} />
        <NativeSelect
          {...field('instruction')}
          data={[
            { value: '', label: t('watchlists.form.choose') },
            ...Instruction.options.map((value) => ({ value, label: t(`words.instruction.${value}`) })),
          ]}
        />
        <TextInput className={forms.wide ?? ''} {...field('legalBasis')} dir="auto" maxLength={500} />
        <TextInput {...field('sourceUrl')} dir="ltr" type="url" />
        <TextInput {...field('handling')} dir="ltr" maxLength={100} />
        {create.error && (
          <div className={forms.wide}>
            <ProblemNote error={create.error} kept={t('watchlists.form.kept')} />
          </div>
        )}
        <div className={`${forms.wide} ${forms.acts}`}>
          <Button type="submit" loading={create.isPending}>
            {t('watchlists.form.create')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('watchlists.form.cancel')}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
