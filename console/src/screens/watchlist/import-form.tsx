/** To import a version of a list: chosen files, the list's own address, or a path in the node's list folder. */

import { API, type NewImport, type Watchlist } from '@jisr/contract';
import { Button, Checkbox, FileInput, SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct } from '../../queries.ts';
import { navigate } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { DialogFrame, focusFault } from './dialog-frame.tsx';
import { itemsOf } from './faults.ts';
import forms from './forms.module.css';

type Way = 'files' | 'url' | 'paths';
type Source = z.input<typeof NewImport>['source'];

interface ImportFormProps {
  readonly list: Watchlist;
  readonly onClose: () => void;
}

async function sourceOf(way: Way, files: readonly File[], paths: string): Promise<Source | null> {
  if (way === 'url') return { url: true };
  if (way === 'paths') {
    const named = itemsOf(paths);
    return named.length === 0 ? null : { paths: [...named] };
  }
  if (files.length === 0) return null;
  return {
    files: await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() }))),
  };
}

function useImport({ list, onClose }: ImportFormProps) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [way, setWay] = useState<Way>(list.sourceUrl === null ? 'files' : 'url');
  const [files, setFiles] = useState<File[]>([]);
  const [paths, setPaths] = useState('');
  const [confirmShrink, setConfirmShrink] = useState(false);
  const [missing, setMissing] = useState(false);
  const start = useAct(API.startImport, [API.listImports, API.listWatchlists]);
  const send = async () => {
    const source = await sourceOf(way, files, paths);
    setMissing(source === null);
    if (source === null) return;
    start.mutate(
      { params: { id: list.id }, body: { source, confirmShrink } },
      {
        onSuccess: () => {
          tell(t('watchlist.import.started'));
          onClose();
          navigate(`/watchlists/${list.id}?tab=imports`);
        },
      },
    );
  };
  return {
    way,
    setWay,
    files,
    setFiles,
    paths,
    setPaths,
    confirmShrink,
    setConfirmShrink,
    missing,
    send,
    start,
  };
}
type Import = ReturnType<typeof useImport>;

function Source({ list, form }: { readonly list: Watchlist; readonly form: Import }) {
  const { t } = useTexts();
  const error = form.missing ? t('watchlist.import.missing') : undefined;
  if (form.way === 'url') {
    return (
      <p className={forms.soft}>
        {t('watchlist.import.from')} <Code>{list.sourceUrl}</Code>
      </p>
    );
  }
  if (form.way === 'paths') {
    return (
      <Textarea
        label={t('watchlist.import.paths')}
        description={t('watchlist.import.pathsHint')}
        error={error}
        value={form.paths}
        dir="ltr"
        autosize
        minRows={2}
        onChange={(event) => form.setPaths(event.currentTarget.value)}
      />
    );
  }
  return (
    <FileInput
      multiple
      clearable
      label={t('watchlist.import.files')}
      description={t('watchlist.import.filesHint')}
      placeholder={t('watchlist.import.choose')}
      error={error}
      value={form.files}
      onChange={form.setFiles}
    />
  );
}

/** In a dialog. The import runs on the node and survives the page. */
export function ImportForm(props: ImportFormProps) {
  const { t } = useTexts();
  const form = useImport(props);
  const ways: readonly Way[] = props.list.sourceUrl === null ? ['files', 'paths'] : ['url', 'files', 'paths'];
  return (
    <DialogFrame onClose={props.onClose} title={t('watchlist.import.open')} size="lg">
      <form
        className={forms.stack}
        onSubmit={(event) => {
          event.preventDefault();
          void form.send();
          focusFault(event.currentTarget);
        }}
      >
        <SegmentedControl
          aria-label={t('watchlist.import.way')}
          value={form.way}
          onChange={(way) => form.setWay(ways.find((each) => each === way) ?? 'files')}
          data={ways.map((value) => ({ value, label: t(`watchlist.import.by.${value}`) }))}
        />
        <Source list={props.list} form={form} />
        <Checkbox
          label={t('watchlist.import.confirmShrink')}
          description={t('watchlist.import.confirmShrinkWhy')}
          checked={form.confirmShrink}
          onChange={(event) => form.setConfirmShrink(event.currentTarget.checked)}
        />
        {form.start.error && <ProblemNote error={form.start.error} kept={t('watchlist.import.kept')} />}
        <div className={forms.acts}>
          <Button type="submit" loading={form.start.isPending}>
            {t('watchlist.import.start')}
          </Button>
          <Button variant="default" onClick={props.onClose}>
            {t('watchlist.propose.cancel')}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
