/** What came of the data: the partner corrects its records by it, and the request is closed. */
import { API, type RequestDetail, RequestOutcome } from '@jisr/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Section } from '../../parts/page.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import forms from '../watchlist/forms.module.css';

export function OutcomeForm({ request }: { readonly request: RequestDetail }) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [outcome, setOutcome] = useState<RequestOutcome>('person-found');
  const [note, setNote] = useState('');
  const report = useAct(API.reportOutcome, [API.readRequest, API.listRequests]);
  const words = note.trim();
  const send = () =>
    report.mutate(
      { params: { id: request.id }, body: { outcome, note: words === '' ? null : words } },
      { onSuccess: () => tell(t('request.report.sent')) },
    );
  return (
    <Section title={t('request.report.title')}>
      <form
        className={forms.stack}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <NativeSelect
          label={t('request.report.outcome')}
          description={t('request.report.what')}
          value={outcome}
          onChange={(event) => setOutcome(RequestOutcome.parse(event.currentTarget.value))}
          data={RequestOutcome.options.map((value) => ({ value, label: t(`request.outcome.${value}`) }))}
        />
        <TextInput
          label={t('request.answer.note')}
          value={note}
          maxLength={1000}
          dir="auto"
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {report.error && <ProblemNote error={report.error} />}
        <div className={forms.acts}>
          <Button type="submit" loading={report.isPending}>
            {t('request.report.send')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
