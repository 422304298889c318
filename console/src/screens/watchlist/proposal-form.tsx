/** To add or change a listing: names in both scripts and of several qualities, basis, instruction, both dates. */

import {
  API,
  Gender,
  Instruction,
  type Listing,
  ListingKind,
  NameQuality,
  type Watchlist,
} from '@jisr/contract';
import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { hijriDay } from '../../dates.ts';
import { latinDigits } from '../../digits.ts';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { scriptLanguage } from '../../parts/values.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { DialogFrame, focusFault } from './dialog-frame.tsx';
import { blankEntry, draftOf, type EntryDraft, type NameDraft, readEntry } from './entry.ts';
import forms from './forms.module.css';

interface ProposalFormProps {
  readonly list: Watchlist;
  /** The listing to change; null for a new one. */
  readonly listing: Listing | null;
  readonly onClose: () => void;
}

function useEntry({ list, listing, onClose }: ProposalFormProps) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [draft, setDraft] = useState<EntryDraft>(() => (listing === null ? blankEntry() : draftOf(listing)));
  const [tried, setTried] = useState(false);
  const propose = useAct(API.propose, [API.listProposals]);
  const { entry, faults } = readEntry(draft, listing, new Date().toISOString().slice(0, 10));
  const send = () => {
    setTried(true);
    if (entry === null) return;
    const kind = listing === null ? 'add' : 'change';
    propose.mutate(
      {
        params: { id: list.id },
        body: { kind, listingId: listing?.id ?? null, entry, reason: draft.reason.trim() },
      },
      {
        onSuccess: () => {
          tell(t('watchlist.propose.done'));
          onClose();
        },
      },
    );
  };
  const wrong = (name: string) =>
    tried && faults.has(name) ? t(`watchlist.entry.wrong.${name}`) : undefined;
  const field = (name: Exclude<keyof EntryDraft, 'names'>) => ({
    label: t(`watchlist.entry.${name}`),
    value: draft[name],
    error: wrong(name),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setDraft((now) => ({ ...now, [name]: value }));
    },
  });
  const setNames = (names: readonly NameDraft[]) => setDraft((now) => ({ ...now, names }));
  return { draft, field, wrong, setNames, send, propose };
}
type Entry = ReturnType<typeof useEntry>;

function NameRow({ name, entry }: { readonly name: NameDraft; readonly entry: Entry }) {
  const { t } = useTexts();
  const { draft, setNames } = entry;
  const change = (some: Partial<NameDraft>) =>
    setNames(draft.names.map((each) => (each.key === name.key ? { ...each, ...some } : each)));
  return (
    <div className={forms.row}>
      <TextInput
        aria-label={t('watchlist.entry.name')}
        error={name.text.trim() === '' && entry.wrong('names') !== undefined}
        placeholder={t(
          name.quality === 'original' ? 'watchlist.entry.nameOriginal' : 'watchlist.entry.nameLatin',
        )}
        value={name.text}
        lang={scriptLanguage(name.text)}
        dir="auto"
        maxLength={300}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('watchlist.entry.quality')}
        value={name.quality}
        onChange={(event) => change({ quality: NameQuality.parse(event.currentTarget.value) })}
        data={NameQuality.options.map((value) => ({ value, label: t(`words.name-quality.${value}`) }))}
      />
      <ActionIcon
        variant="subtle"
        size={34}
        aria-label={t('watchlist.entry.removeName')}
        disabled={draft.names.length === 1}
        onClick={() => setNames(draft.names.filter((each) => each.key !== name.key))}
      >
        <IconTrash size={16} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}

function Names({ entry }: { readonly entry: Entry }) {
  const { t } = useTexts();
  const { draft, setNames } = entry;
  const next = Math.max(...draft.names.map((name) => name.key)) + 1;
  const fault = entry.wrong('names');
  return (
    <fieldset className={forms.fieldset}>
      <legend>{t('watchlist.entry.names')}</legend>
      {draft.names.map((name) => (
        <NameRow key={name.key} name={name} entry={entry} />
      ))}
      {fault !== undefined && (
        <span className={forms.wrong} role="alert">
          {fault}
        </span>
      )}
      <div>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => setNames([...draft.names, { key: next, text: '', quality: 'weak' }])}
        >
          {t('watchlist.entry.addName')}
        </Button>
      </div>
    </fieldset>
  );
}

function DayField({ entry, name }: { readonly entry: Entry; readonly name: 'reviewOn' | 'expiresOn' }) {
  const { language, digits, t } = useTexts();
  const hijri = hijriDay(latinDigits(entry.draft[name]), language, digits);
  return (
    <TextInput
      {...entry.field(name)}
      description={hijri ?? t('watchlist.entry.dayHint')}
      placeholder="2027-01-31"
      dir="ltr"
      maxLength={10}
    />
  );
}

function Person({ entry }: { readonly entry: Entry }) {
  const { t } = useTexts();
  const { field } = entry;
  return (
    <>
      <NativeSelect
        {...field('kind')}
        data={ListingKind.options.map((value) => ({ value, label: t(`words.listing-kind.${value}`) }))}
      />
      <NativeSelect
        {...field('gender')}
        data={[
          { value: '', label: t('watchlist.entry.notStated') },
          ...Gender.options.map((value) => ({ value, label: t(`words.gender.${value}`) })),
        ]}
      />
      <TextInput {...field('birthDates')} description={t('watchlist.entry.birthDatesHint')} dir="ltr" />
      <TextInput {...field('birthPlaces')} description={t('watchlist.entry.severalHint')} dir="auto" />
      <TextInput {...field('nationalities')} description={t('watchlist.entry.nationalitiesHint')} dir="ltr" />
      <TextInput {...field('documents')} description={t('watchlist.entry.documentsHint')} dir="ltr" />
    </>
  );
}

function Law({ entry }: { readonly entry: Entry }) {
  const { t } = useTexts();
  const { field } = entry;
  return (
    <>
      <TextInput {...field('legalBasis')} dir="auto" maxLength={500} />
      <NativeSelect
        {...field('instruction')}
        data={[
          { value: '', label: t('watchlist.entry.choose') },
          ...Instruction.options.map((value) => ({ value, label: t(`words.instruction.${value}`) })),
        ]}
      />
      <TextInput {...field('originator')} dir="auto" maxLength={200} />
      <TextInput {...field('handling')} dir="ltr" maxLength={100} />
      <DayField entry={entry} name="reviewOn" />
      <DayField entry={entry} name="expiresOn" />
      <Textarea
        className={forms.wide ?? ''}
        {...field('remarks')}
        dir="auto"
        maxLength={4000}
        autosize
        minRows={2}
      />
      <TextInput className={forms.wide ?? ''} {...field('reason')} dir="auto" maxLength={1000} />
    </>
  );
}

/** In a dialog. Nothing changes in the list until another person approves. */
export function ProposalForm(props: ProposalFormProps) {
  const { t } = useTexts();
  const entry = useEntry(props);
  const title = t(props.listing === null ? 'watchlist.propose.add' : 'watchlist.propose.change');
  return (
    <DialogFrame onClose={props.onClose} title={title} size="xl">
      <form
        className={forms.grid}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          entry.send();
          focusFault(event.currentTarget);
        }}
      >
        <Names entry={entry} />
        <Person entry={entry} />
        <Law entry={entry} />
        {entry.propose.error && (
          <div className={forms.wide}>
            <ProblemNote error={entry.propose.error} kept={t('watchlist.propose.kept')} />
          </div>
        )}
        <div className={`${forms.wide} ${forms.acts}`}>
          <Button type="submit" loading={entry.propose.isPending}>
            {t('watchlist.propose.send')}
          </Button>
          <Button variant="default" onClick={props.onClose}>
            {t('watchlist.propose.cancel')}
          </Button>
          <span className={forms.soft}>{t('watchlist.propose.second')}</span>
        </div>
      </form>
    </DialogFrame>
  );
}
