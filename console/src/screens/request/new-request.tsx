/** Asks the partner for data about the person of a confirmed hit: the grounds, the fields, what is promised in return. */
import {
  API,
  Assurance,
  type BodyInput,
  OffenceLevel,
  type PartnerHit,
  QueryPurpose,
  SupplementField,
  Urgency,
} from '@jisr/contract';
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { Code, Name } from '../../parts/values.tsx';
import { useAct, useRead } from '../../queries.ts';
import { Link, navigate, useQueryMember } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import { focusFault } from '../watchlist/dialog-frame.tsx';
import forms from '../watchlist/forms.module.css';
import { Preview } from './preview.tsx';
import styles from './request.module.css';

const LEAST = { necessity: 20, legalBasis: 3, caseReference: 3 } as const;
type Typed = keyof typeof LEAST;

function useEntry(hit: PartnerHit) {
  const [entry, setEntry] = useState({
    purpose: hit.purpose,
    offence: hit.offence,
    urgency: 'ordinary' as Urgency,
    caseReference: hit.caseReference,
    legalBasis: '',
    necessity: '',
    fields: ['names', 'birthDate', 'documents'] as readonly string[],
    assurances: [] as readonly string[],
  });
  const [tried, setTried] = useState(false);
  const body: BodyInput<typeof API.requestData> = {
    ...entry,
    partnerHitId: hit.id,
    fields: SupplementField.options.filter((each) => entry.fields.includes(each)),
    assurances: Assurance.options.filter((each) => entry.assurances.includes(each)),
  };
  const short = (field: Typed) => entry[field].trim().length < LEAST[field];
  const wrong =
    short('necessity') || short('legalBasis') || short('caseReference') || body.fields.length === 0;
  const preview = useAct(API.previewRequest);
  const ask = useAct(API.requestData, [API.listRequests, API.listApprovals]);
  const checked = (act: () => void) => {
    setTried(true);
    if (!wrong) act();
  };
  const look = () => checked(() => preview.mutate({ body }));
  const send = () =>
    checked(() =>
      ask.mutate({ body }, { onSuccess: ({ id }) => navigate(`/requests/${id}`, { replace: true }) }),
    );
  const set = (more: Partial<typeof entry>) => setEntry((before) => ({ ...before, ...more }));
  const noFields = tried && body.fields.length === 0;
  return { entry, set, fault: (field: Typed) => tried && short(field), noFields, preview, ask, look, send };
}
type Form = ReturnType<typeof useEntry>;

function Choices({ form }: { readonly form: Form }) {
  const { t, pick } = useTexts();
  const { entry, set } = form;
  return (
    <div className={forms.grid}>
      <NativeSelect
        label={t('request.purpose')}
        value={entry.purpose}
        data={QueryPurpose.options.map((value) => ({ value, label: pick(labelOf('purpose', value)) }))}
        onChange={(event) => set({ purpose: QueryPurpose.parse(event.currentTarget.value) })}
      />
      <NativeSelect
        label={t('request.offence')}
        value={entry.offence}
        data={OffenceLevel.options.map((value) => ({ value, label: pick(labelOf('offence', value)) }))}
        onChange={(event) => set({ offence: OffenceLevel.parse(event.currentTarget.value) })}
      />
      <NativeSelect
        label={t('request.urgency')}
        value={entry.urgency}
        data={Urgency.options.map((value) => ({ value, label: t(`request.urgency.${value}`) }))}
        onChange={(event) => set({ urgency: Urgency.parse(event.currentTarget.value) })}
      />
      <TextInput
        label={t('request.case')}
        value={entry.caseReference}
        error={form.fault('caseReference') ? t('request.new.short') : undefined}
        maxLength={80}
        dir="auto"
        onChange={(event) => set({ caseReference: event.currentTarget.value })}
      />
    </div>
  );
}

function Typed({ form }: { readonly form: Form }) {
  const { t } = useTexts();
  const { entry, set } = form;
  return (
    <>
      <TextInput
        label={t('request.legalBasis')}
        value={entry.legalBasis}
        error={form.fault('legalBasis') ? t('request.new.short') : undefined}
        maxLength={300}
        dir="auto"
        onChange={(event) => set({ legalBasis: event.currentTarget.value })}
      />
      <Textarea
        label={t('request.necessity')}
        description={t('request.new.necessityWhat')}
        value={entry.necessity}
        error={form.fault('necessity') ? t('request.new.necessityShort') : undefined}
        maxLength={1000}
        dir="auto"
        rows={3}
        onChange={(event) => set({ necessity: event.currentTarget.value })}
      />
    </>
  );
}

function Ticks({ form }: { readonly form: Form }) {
  const { t, pick } = useTexts();
  const { entry, set } = form;
  return (
    <>
      <Checkbox.Group
        label={t('request.fields')}
        description={t('request.new.fieldsWhat')}
        error={form.noFields ? t('request.answer.fieldsMissing') : undefined}
        value={[...entry.fields]}
        onChange={(fields) => set({ fields })}
      >
        <div className={styles.checks}>
          {SupplementField.options.map((each) => (
            <Checkbox key={each} value={each} label={pick(labelOf('field', each))} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group
        label={t('request.assurances')}
        description={t('request.new.assurancesWhat')}
        value={[...entry.assurances]}
        onChange={(assurances) => set({ assurances })}
      >
        <div className={styles.checks}>
          {Assurance.options.map((each) => (
            <Checkbox key={each} value={each} label={pick(labelOf('assurance', each))} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}

function RequestForm({ hit }: { readonly hit: PartnerHit }) {
  const { t } = useTexts();
  const form = useEntry(hit);
  const error = form.preview.error ?? form.ask.error;
  return (
    <Section title={t('request.grounds')}>
      <form
        className={forms.stack}
        onSubmit={(event) => {
          event.preventDefault();
          form.look();
          focusFault(event.currentTarget);
        }}
      >
        <Choices form={form} />
        <Typed form={form} />
        <Ticks form={form} />
        {form.preview.data && <Preview of={form.preview.data} />}
        {error && <ProblemNote error={error} kept={t('request.answer.stays')} />}
        <div className={forms.acts}>
          <Button type="submit" variant="default" loading={form.preview.isPending}>
            {t('request.preview.look')}
          </Button>
          <Button onClick={form.send} loading={form.ask.isPending}>
            {t('request.new.send')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function Hit({ id }: { readonly id: string }) {
  const { t } = useTexts();
  const { data: hit, error, refetch } = useRead(API.readPartnerHit, { params: { id } });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (hit === undefined) return <Loading />;
  return (
    <>
      <p>
        <Link to={`/partner-hits/${hit.id}`}>
          <Name value={hit.traveller.name} form="inline" />
        </Link>{' '}
        <Code>{hit.references.join(' ')}</Code>
      </p>
      {hit.state === 'confirmed' ? (
        <RequestForm hit={hit} />
      ) : (
        <EmptyState title={t('request.new.unconfirmed')}>{t('request.new.unconfirmedWhat')}</EmptyState>
      )}
    </>
  );
}

export function NewRequestScreen() {
  const { t } = useTexts();
  const [hit] = useQueryMember('hit', '');
  return (
    <Page
      title={t('request.new.title')}
      sub={t('request.new.what')}
      back={{ to: '/requests?view=outbound', label: t('requests.title') }}
    >
      {hit === '' ? (
        <EmptyState title={t('request.new.noHit')}>
          <Link to="/partner-hits">{t('request.new.toHits')}</Link>
        </EmptyState>
      ) : (
        <Hit id={hit} />
      )}
    </Page>
  );
}
