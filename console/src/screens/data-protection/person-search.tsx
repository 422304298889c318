/** Everything that passed about one person, by a reference; with a reason, which the access log keeps. */
import { API } from '@jisr/contract';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import styles from './data-protection.module.css';

interface Found {
  readonly id: string;
  readonly at: string;
  readonly category: string;
  readonly article: string;
}

function Line({ row, to, party }: { readonly row: Found; readonly to: string; readonly party: string }) {
  const { pick } = useTexts();
  const { can } = useSession();
  const name = pick(labelOf('category', row.category));
  return (
    <li>
      {can('disclosures:read') ? (
        <Link to={`${to}/${row.id}`} className={styles.link}>
          {name}
        </Link>
      ) : (
        name
      )}{' '}
      · <Code>{party}</Code> · <Code>{row.article}</Code> · <When at={row.at} day="always" />
    </li>
  );
}

export function PersonSearch() {
  const { t } = useTexts();
  const [reference, setReference] = useState('');
  const [reason, setReason] = useState('');
  const act = useAct(API.searchPerson);
  const search = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({ body: { reference: reference.trim(), reason: reason.trim() } });
  };
  const found = act.data;
  return (
    <Section title={t('data-protection.person')}>
      <form className={styles.search} onSubmit={search}>
        <TextInput
          label={t('data-protection.reference')}
          description={t('data-protection.referenceHint')}
          value={reference}
          maxLength={200}
          dir="ltr"
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <TextInput
          label={t('data-protection.reason')}
          description={t('data-protection.reasonHint')}
          value={reason}
          maxLength={300}
          dir="auto"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          type="submit"
          loading={act.isPending}
          disabled={reference.trim().length < 3 || reason.trim().length < 5}
        >
          {t('data-protection.search')}
        </Button>
      </form>
      {act.error && <ProblemNote error={act.error} />}
      {found && (
        <div role="status">
          <p>{t('data-protection.found', { count: found.sent.length + found.received.length })}</p>
          <ul className={styles.found}>
            {found.sent.map((row) => (
              <Line key={row.id} row={row} to="/disclosures" party={row.recipient} />
            ))}
            {found.received.map((row) => (
              <Line key={row.id} row={row} to="/received-disclosures" party={row.sender} />
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
