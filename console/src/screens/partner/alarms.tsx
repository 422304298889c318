/** What an officer must know about the exchange, each with an act to end it. */
import { API, type ExchangeAlarm } from '@jisr/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Mark } from '../../parts/marks.tsx';
import { Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { useAct } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import type { Translate } from '../../text.ts';
import { useTexts } from '../../texts.tsx';
import styles from './partner.module.css';
import { ReasonForm } from './reason-form.tsx';

const ALL = {
  ...{ alarm: 'hour', lane: '', seq: '', expected: '', code: '', place: '', minutes: '', purpose: '' },
  ...{ reason: '', vouched: 'no', signs: 'refuse' },
};

/** The sentence of an alarm. */
function alarmText({ kind, details }: ExchangeAlarm, t: Translate): string {
  const said = { ...ALL, ...details };
  const lane = said.lane === '' ? '' : t(`exchange.lane.${said.lane}`);
  const purpose = said.purpose === '' ? '' : t(`partner.use.${said.purpose}`);
  const minutes = Number(said.minutes);
  const clock = { minutes: Math.abs(minutes), side: minutes < 0 ? 'behind' : 'ahead' };
  return t(`partner.alarm.${kind}`, { ...said, ...clock, lane, purpose });
}

export function Alarms({ alarms }: { readonly alarms: readonly ExchangeAlarm[] }) {
  const { t } = useTexts();
  const { can } = useSession();
  const [ending, setEnding] = useState<ExchangeAlarm | null>(null);
  const open = alarms.filter(({ endedAt }) => endedAt === null);
  if (open.length === 0) return null;
  return (
    <Section title={t('partner.alarms')} flat>
      <ul className={styles.alarms}>
        {open.map((alarm) => (
          <li key={alarm.id}>
            <Mark tone="now" shape="diamond">
              <When at={alarm.at} day="always" />
            </Mark>
            <p>{alarmText(alarm, t)}</p>
            {can('peer:pair') && (
              <Button size="xs" variant="default" onClick={() => setEnding(alarm)}>
                {t('partner.alarm.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ending && <EndForm alarm={ending} onClose={() => setEnding(null)} />}
    </Section>
  );
}

function EndForm({ alarm, onClose }: { readonly alarm: ExchangeAlarm; readonly onClose: () => void }) {
  const { t } = useTexts();
  const ending = useAct(API.endAlarm, [API.readPartner]);
  return (
    <ReasonForm
      title={t('partner.alarm.end')}
      what={alarmText(alarm, t)}
      send={t('partner.alarm.ended')}
      busy={ending.isPending}
      error={ending.error}
      onSend={(reason) =>
        ending.mutate({ params: { id: alarm.id }, body: { reason } }, { onSuccess: onClose })
      }
      onClose={onClose}
    />
  );
}
