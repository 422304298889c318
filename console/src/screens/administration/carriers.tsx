/** Carriers and their keys. A key is shown once, when it is issued: only its digest is kept. */

import { API, type Carrier } from '@jisr/contract';
import { Button } from '@mantine/core';
import { IconPlane, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Mark } from '../../parts/marks.tsx';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { Ago, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import hits from '../hits/hits.module.css';
import forms from '../watchlist/forms.module.css';
import styles from './administration.module.css';
import { CarrierForm, KeyForm, RevokeForm } from './carrier-forms.tsx';

type Key = Carrier['keys'][number];

function KeyRow({ of }: { readonly of: Key }) {
  const { t } = useTexts();
  const [revoking, setRevoking] = useState(false);
  const revoked = of.revokedAt !== null;
  return (
    <tr>
      <td>
        <bdi dir="auto">{of.label}</bdi>
      </td>
      <td>
        <Code>{`${of.hint}…`}</Code>
      </td>
      <td>
        <When at={of.createdAt} day="always" />
      </td>
      <td>
        <Ago at={of.lastUsedAt} />
      </td>
      <td>
        <Mark tone={revoked ? 'calm' : 'done'} shape={revoked ? 'bar' : 'check'}>
          {t(revoked ? 'administration.key.revoked' : 'administration.key.valid')}
        </Mark>
      </td>
      <td>
        {!revoked && (
          <Button size="compact-sm" variant="subtle" onClick={() => setRevoking(true)}>
            {t('administration.key.revoke')}
          </Button>
        )}
        {revoking && <RevokeForm keyOf={of} onClose={() => setRevoking(false)} />}
      </td>
    </tr>
  );
}

function CarrierCard({ carrier }: { readonly carrier: Carrier }) {
  const { t, pick } = useTexts();
  const [issuing, setIssuing] = useState(false);
  return (
    <li className={forms.panel}>
      <div className={forms.head}>
        <Code>{carrier.code}</Code>
        <strong>{pick(carrier.name)}</strong>
        <span className={forms.grow} />
        <Button size="xs" variant="default" onClick={() => setIssuing(true)}>
          {t('administration.key.issue')}
        </Button>
      </div>
      {carrier.keys.length === 0 ? (
        <p className={forms.soft}>{t('administration.key.none')}</p>
      ) : (
        <table
          className={styles.table}
          aria-label={t('administration.key.table', { carrier: pick(carrier.name) })}
        >
          <thead>
            <tr>
              <th scope="col">{t('administration.key.label')}</th>
              <th scope="col">{t('administration.key.hint')}</th>
              <th scope="col">{t('administration.key.created')}</th>
              <th scope="col">{t('administration.key.used')}</th>
              <th scope="col">{t('administration.column.stand')}</th>
              <th scope="col">
                <span className="hidden-text">{t('administration.key.revoke')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {carrier.keys.map((each) => (
              <KeyRow key={each.id} of={each} />
            ))}
          </tbody>
        </table>
      )}
      {issuing && <KeyForm carrier={carrier} onClose={() => setIssuing(false)} />}
    </li>
  );
}

/** One card a carrier. */
export function Carriers() {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.listCarriers, {});
  const [adding, setAdding] = useState(false);
  if (error && data === undefined) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
      {t('administration.carrier.add')}
    </Button>
  );
  return (
    <>
      {data.items.length === 0 ? (
        <div className={forms.panel}>
          <EmptyState
            icon={<IconPlane size={32} stroke={1.4} aria-hidden="true" />}
            title={t('administration.carrier.none')}
            action={add}
          >
            {t('administration.carrier.noneWhy')}
          </EmptyState>
        </div>
      ) : (
        <>
          <div className={hits.acts}>{add}</div>
          <ul className={forms.cards}>
            {data.items.map((carrier) => (
              <CarrierCard key={carrier.code} carrier={carrier} />
            ))}
          </ul>
        </>
      )}
      {adding && <CarrierForm onClose={() => setAdding(false)} />}
    </>
  );
}
