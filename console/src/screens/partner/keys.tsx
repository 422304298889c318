/** The keys of both nodes by their use, with their ends; a change goes before two other people. */
import { API, type ExchangeKey } from '@jisr/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Section } from '../../parts/page.tsx';
import { Countdown, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './partner.module.css';
import { ReasonForm } from './reason-form.tsx';

const MARKS: Readonly<Record<ExchangeKey['standing'], readonly [Tone, Shape]>> = {
  current: ['done', 'check'],
  overlap: ['wait', 'half'],
  retired: ['calm', 'bar'],
  revoked: ['now', 'square'],
};
/** Amber in the last sixty days of a key. */
const SOON_MINUTES = 86_400;

interface RowProps {
  readonly of: ExchangeKey;
  readonly onChange: (() => void) | null;
  readonly onRevoke: (() => void) | null;
}

function Row({ of, onChange, onRevoke }: RowProps) {
  const { t } = useTexts();
  const [tone, shape] = MARKS[of.standing];
  return (
    <tr>
      <th scope="row">{t(`partner.use.${of.purpose}`)}</th>
      <td>{t(`partner.owner.${of.owner}`)}</td>
      <td>
        <Mark tone={tone} shape={shape}>
          {t(`partner.key.${of.standing}`)}
        </Mark>
      </td>
      <td>
        <When at={of.createdAt} day="always" />
      </td>
      <td>
        {of.overlapUntil === null && of.endsAt === null && of.revokedAt === null ? (
          t('partner.key.noEnd')
        ) : (
          <>
            <When at={of.revokedAt ?? of.overlapUntil ?? of.endsAt} day="always" />
            {of.standing === 'current' && (
              <>
                {' · '}
                <Countdown at={of.endsAt} soonMinutes={SOON_MINUTES} />
              </>
            )}
          </>
        )}
      </td>
      <td>
        <Code muted title={of.kid}>{`${of.kid.slice(0, 12)}…`}</Code>
      </td>
      <td>
        {onChange && (
          <Button size="compact-sm" variant="default" onClick={onChange}>
            {t('partner.key.change')}
          </Button>
        )}
        {onRevoke && (
          <Button size="compact-sm" variant="subtle" color="red" onClick={onRevoke}>
            {t('partner.key.revoke')}
          </Button>
        )}
      </td>
    </tr>
  );
}

const COLUMNS = ['use', 'owner', 'standing', 'since', 'end', 'kid', 'act'] as const;

export function Keys({ keys }: { readonly keys: readonly ExchangeKey[] }) {
  const { t } = useTexts();
  const { can } = useSession();
  const [changing, setChanging] = useState<ExchangeKey['purpose'] | null>(null);
  const [revoking, setRevoking] = useState<ExchangeKey | null>(null);
  const revocable = (key: ExchangeKey) =>
    can('peer:pair') && key.owner === 'own' && key.standing !== 'revoked' && key.purpose !== 'root';
  const changeable = (key: ExchangeKey) =>
    can('peer:pair') && key.owner === 'own' && key.standing === 'current' && key.purpose !== 'root';
  return (
    <Section title={t('partner.keys')} flat>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={t('partner.keys')}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(`partner.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <Row
                key={`${key.owner} ${key.kid}`}
                of={key}
                onChange={changeable(key) ? () => setChanging(key.purpose) : null}
                onRevoke={revocable(key) ? () => setRevoking(key) : null}
              />
            ))}
          </tbody>
        </table>
      </div>
      {changing && <ChangeForm purpose={changing} onClose={() => setChanging(null)} />}
      {revoking && <RevokeForm of={revoking} onClose={() => setRevoking(null)} />}
    </Section>
  );
}

function ChangeForm({
  purpose,
  onClose,
}: {
  readonly purpose: ExchangeKey['purpose'];
  readonly onClose: () => void;
}) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const act = useAct(API.changeKey, [API.readPartner, API.listApprovals]);
  const done = () => {
    tell(t('partner.key.asked'));
    onClose();
  };
  return (
    <ReasonForm
      title={t('partner.key.changeOf', { use: t(`partner.use.${purpose}`) })}
      what={t('partner.key.what')}
      send={t('partner.key.send')}
      busy={act.isPending}
      error={act.error}
      onSend={(reason) => act.mutate({ body: { purpose, reason } }, { onSuccess: done })}
      onClose={onClose}
    />
  );
}

function RevokeForm({ of, onClose }: { readonly of: ExchangeKey; readonly onClose: () => void }) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const act = useAct(API.revokeNodeKey, [API.readPartner, API.listApprovals]);
  const done = () => {
    tell(t('partner.key.asked'));
    onClose();
  };
  return (
    <ReasonForm
      title={t('partner.key.revokeOf', { use: t(`partner.use.${of.purpose}`) })}
      what={t('partner.key.revokeWhat')}
      send={t('partner.key.send')}
      grave
      least={10}
      busy={act.isPending}
      error={act.error}
      onSend={(reason) => act.mutate({ params: { kid: of.kid }, body: { reason } }, { onSuccess: done })}
      onClose={onClose}
    >
      <p>
        <Code>{of.kid}</Code>
      </p>
    </ReasonForm>
  );
}
