/** To ask the partner about one traveller: why, how, what the partner will learn, and what the law says before it is sent. */

import { API, type DisplayName, OffenceLevel, type PartnerQuery, QueryPurpose } from '@jisr/contract';
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { Name } from '../../parts/values.tsx';
import { useAct, useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import { DialogFrame, focusFault } from '../watchlist/dialog-frame.tsx';
import forms from '../watchlist/forms.module.css';
import { checkQuestion, type QuestionEntry, type QuestionFault, START } from './asking.ts';
import { ModeChoice } from './mode-choice.tsx';
import { QueryAnswer } from './query-answer.tsx';

interface AskDialogProps {
  readonly traveller: { readonly id: string; readonly name: DisplayName };
  /** Proposed, where the officer works on something that has a number. */
  readonly caseReference?: string;
  readonly onClose: () => void;
}

interface FieldsProps {
  readonly entry: QuestionEntry;
  readonly change: (some: Partial<QuestionEntry>) => void;
  readonly faults: readonly QuestionFault[];
}

function Why({ entry, change }: FieldsProps) {
  const { t, pick } = useTexts();
  return (
    <>
      <NativeSelect
        label={t('queries.ask.purpose')}
        value={entry.purpose}
        data-autofocus
        data={QueryPurpose.options.map((value) => ({ value, label: pick(labelOf('purpose', value)) }))}
        onChange={(event) => change({ purpose: QueryPurpose.parse(event.currentTarget.value) })}
      />
      <NativeSelect
        label={t('queries.ask.offence')}
        value={entry.offence}
        data={OffenceLevel.options.map((value) => ({ value, label: pick(labelOf('offence', value)) }))}
        onChange={(event) => change({ offence: OffenceLevel.parse(event.currentTarget.value) })}
      />
    </>
  );
}

function Typed({ entry, change, faults }: FieldsProps) {
  const { t } = useTexts();
  const wrong = (field: QuestionFault) =>
    faults.includes(field) ? t(`queries.ask.missing.${field}`) : undefined;
  return (
    <>
      <TextInput
        label={t('queries.ask.caseReference')}
        error={wrong('caseReference')}
        value={entry.caseReference}
        maxLength={80}
        dir="auto"
        onChange={(event) => change({ caseReference: event.currentTarget.value })}
      />
      <Checkbox
        label={t('queries.ask.urgent')}
        description={t('queries.ask.urgentWhat')}
        checked={entry.urgent}
        onChange={(event) => change({ urgent: event.currentTarget.checked })}
      />
      <Textarea
        className={forms.wide ?? ''}
        label={t('queries.ask.justification')}
        description={t('queries.ask.justificationWhat')}
        error={wrong('justification')}
        value={entry.justification}
        maxLength={1000}
        autosize
        minRows={2}
        dir="auto"
        onChange={(event) => change({ justification: event.currentTarget.value })}
      />
    </>
  );
}

/** The question as it stands, again whenever something happened to it. */
function Sent({ sent, onClose }: { readonly sent: PartnerQuery; readonly onClose: () => void }) {
  const { t } = useTexts();
  const { data } = useRead(API.readQuery, { params: { id: sent.id } });
  return (
    <div className={forms.stack} aria-live="polite">
      <QueryAnswer query={data ?? sent} />
      <div className={forms.acts}>
        <Button onClick={onClose} data-autofocus>
          {t('queries.ask.done')}
        </Button>
      </div>
    </div>
  );
}

function useQuestionForm({ traveller, caseReference = '' }: AskDialogProps) {
  const [entry, setEntry] = useState<QuestionEntry>({ ...START, caseReference });
  const [tried, setTried] = useState(false);
  const [allowed, setAllowed] = useState(false);
  const ask = useAct(API.askPartner, [API.listQueries, API.readQueryDesk]);
  const checked = checkQuestion(traveller.id, entry);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (checked.body !== null) ask.mutate({ body: checked.body });
    focusFault(event.currentTarget);
  };
  const change = (some: Partial<QuestionEntry>) => setEntry((now) => ({ ...now, ...some }));
  return { entry, change, send, ask, allowed, setAllowed, faults: tried ? checked.faults : [] };
}

/** Shown while mounted; the answer appears in it. */
export function AskDialog(props: AskDialogProps) {
  const { t } = useTexts();
  const { traveller, onClose } = props;
  const form = useQuestionForm(props);
  const { ask, ...fields } = form;
  return (
    <DialogFrame title={t('queries.ask.title')} onClose={onClose} size="lg">
      <div className={forms.stack}>
        <Name value={traveller.name} />
        {ask.data ? (
          <Sent sent={ask.data} onClose={onClose} />
        ) : (
          <form className={forms.grid} onSubmit={form.send}>
            <Why {...fields} />
            <ModeChoice travellerId={traveller.id} {...fields} onVerdict={form.setAllowed} />
            <Typed {...fields} />
            {ask.error && (
              <div className={forms.wide}>
                <ProblemNote error={ask.error} kept={t('queries.ask.kept')} />
              </div>
            )}
            <div className={`${forms.acts} ${forms.wide}`}>
              <Button
                type="submit"
                loading={ask.isPending}
                disabled={!form.allowed}
                leftSection={<IconSend size={16} className="points" aria-hidden="true" />}
              >
                {t('queries.ask.send')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('queries.ask.cancel')}
              </Button>
            </div>
          </form>
        )}
      </div>
    </DialogFrame>
  );
}
