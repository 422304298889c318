/** The draft of an answer: what is supplied is chosen from the listing and never typed. */
import {
  AnswerDecision,
  API,
  Assurance,
  type BodyInput,
  RefusalGround,
  type RequestDetail,
  SupplementField,
} from '@jisr/contract';
import { Button, Checkbox, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Section } from '../../parts/page.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import forms from '../watchlist/forms.module.css';
import { Value } from './content.tsx';
import { Preview } from './preview.tsx';
import styles from './request.module.css';

/** A name that was asked for is supplied in whichever script the listing has it. */
const wasAsked = (request: RequestDetail, field: string): boolean =>
  request.fields.some((asked) => asked === field || (asked === 'names' && field === 'namesArabic'));

type Draft = BodyInput<typeof API.draftAnswer>;
const supplies = (decision: AnswerDecision): boolean => decision === 'supply' || decision === 'partial';

function useDraft(request: RequestDetail) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const proposed = request.proposed[0] ?? null;
  const known = SupplementField.options.filter((field) => proposed !== null && field in proposed.values);
  const [decision, setDecision] = useState<AnswerDecision>(proposed === null ? 'refuse' : 'supply');
  const [fields, setFields] = useState<readonly string[]>(known.filter((field) => wasAsked(request, field)));
  const [assurances, setAssurances] = useState<readonly string[]>([]);
  const [ground, setGround] = useState<RefusalGround>('ongoing-inquiry');
  const [until, setUntil] = useState('');
  const [conditions, setConditions] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const supply = supplies(decision);
  const draft: Draft = {
    decision,
    listingId: supply ? (proposed?.listingId ?? null) : null,
    fields: supply ? known.filter((field) => fields.includes(field)) : [],
    assurances: supply ? Assurance.options.filter((each) => assurances.includes(each)) : [],
    ground: supply ? null : ground,
    until: decision === 'defer' && until !== '' ? until : null,
    conditions: supply && conditions.trim() !== '' ? conditions.trim() : null,
    note: note.trim() === '' ? null : note.trim(),
  };
  const wrong = {
    fields: supply && draft.fields?.length === 0,
    until: decision === 'defer' && draft.until === null,
  };
  const preview = useAct(API.previewAnswer);
  const put = useAct(API.draftAnswer, [API.readRequest, API.listRequests, API.listApprovals]);
  const input = { params: { id: request.id }, body: draft };
  const checked = (act: () => void) => {
    setTried(true);
    if (!wrong.fields && !wrong.until) act();
  };
  const look = () => checked(() => preview.mutate(input));
  const send = () => checked(() => put.mutate(input, { onSuccess: () => tell(t('request.answer.put')) }));
  const values = { proposed, known, decision, fields, assurances, ground, until, conditions, note, supply };
  const set = { setDecision, setFields, setAssurances, setGround, setUntil, setConditions, setNote };
  return { ...values, ...set, wrong, tried, preview, put, look, send };
}
type Form = ReturnType<typeof useDraft>;

/** Field by field, with what the listing holds. */
function FieldChoice({ form, request }: { readonly form: Form; readonly request: RequestDetail }) {
  const { t, pick } = useTexts();
  return (
    <Checkbox.Group
      label={t('request.answer.fields')}
      description={t('request.answer.fieldsWhat')}
      error={form.tried && form.wrong.fields ? t('request.answer.fieldsMissing') : undefined}
      value={[...form.fields]}
      onChange={form.setFields}
    >
      <div className={styles.choices}>
        {form.known.map((field) => (
          <div key={field} className={styles.choice}>
            <Checkbox
              value={field}
              label={pick(labelOf('field', field))}
              description={wasAsked(request, field) ? t('request.answer.asked') : undefined}
            />
            <div>
              <Value field={field} value={form.proposed?.values[field]} />
            </div>
          </div>
        ))}
      </div>
    </Checkbox.Group>
  );
}

function Supplied({ form, request }: { readonly form: Form; readonly request: RequestDetail }) {
  const { t, pick } = useTexts();
  return (
    <>
      <FieldChoice form={form} request={request} />
      <Checkbox.Group
        label={t('request.answer.assurances')}
        description={t('request.answer.assurancesWhat')}
        value={[...form.assurances]}
        onChange={form.setAssurances}
      >
        <div className={styles.checks}>
          {Assurance.options.map((each) => (
            <Checkbox
              key={each}
              value={each}
              label={pick(labelOf('assurance', each))}
              disabled={!request.assurances.includes(each)}
            />
          ))}
        </div>
      </Checkbox.Group>
      <TextInput
        label={t('request.answer.conditions')}
        value={form.conditions}
        maxLength={1000}
        dir="auto"
        onChange={(event) => form.setConditions(event.currentTarget.value)}
      />
    </>
  );
}

function Withheld({ form }: { readonly form: Form }) {
  const { t } = useTexts();
  return (
    <>
      <NativeSelect
        label={t('request.answer.ground')}
        value={form.ground}
        onChange={(event) => form.setGround(RefusalGround.parse(event.currentTarget.value))}
        data={RefusalGround.options.map((value) => ({ value, label: t(`request.ground.${value}`) }))}
      />
      {form.decision === 'defer' && (
        <TextInput
          type="date"
          label={t('request.answer.until')}
          error={form.tried && form.wrong.until ? t('request.answer.untilMissing') : undefined}
          value={form.until}
          onChange={(event) => form.setUntil(event.currentTarget.value)}
        />
      )}
    </>
  );
}

export function AnswerForm({ request }: { readonly request: RequestDetail }) {
  const { t } = useTexts();
  const form = useDraft(request);
  const error = form.preview.error ?? form.put.error;
  return (
    <Section title={t('request.answer.title')}>
      <form
        className={forms.stack}
        onSubmit={(event) => {
          event.preventDefault();
          form.look();
        }}
      >
        {form.proposed === null && <p>{t('request.answer.unknown')}</p>}
        <SegmentedControl
          aria-label={t('request.answer.decision')}
          value={form.decision}
          onChange={(value) => form.setDecision(AnswerDecision.parse(value))}
          data={AnswerDecision.options.map((value) => ({
            value,
            label: t(`request.decision.${value}`),
            disabled: form.proposed === null && supplies(value),
          }))}
        />
        {form.supply ? <Supplied form={form} request={request} /> : <Withheld form={form} />}
        <Textarea
          label={t('request.answer.note')}
          value={form.note}
          maxLength={1000}
          dir="auto"
          rows={2}
          onChange={(event) => form.setNote(event.currentTarget.value)}
        />
        {form.preview.data && <Preview of={form.preview.data} />}
        {error && <ProblemNote error={error} kept={t('request.answer.stays')} />}
        <div className={forms.acts}>
          <Button type="submit" variant="default" loading={form.preview.isPending}>
            {t('request.preview.look')}
          </Button>
          <Button onClick={form.send} loading={form.put.isPending}>
            {t('request.answer.send')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
