/** Why one disclosure was allowed, clause by clause; and what binds us about one of the partner's. */
import { API } from '@jisr/contract';
import type { ReactNode } from 'react';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import type { ScreenProps } from '../index.ts';
import { Article, Content, Duties, Obligations, Proof } from './about.tsx';
import { Clauses } from './clauses.tsx';

function Frame({
  view,
  category,
  sub,
  children,
}: {
  readonly view: 'sent' | 'received';
  readonly category: string | null;
  readonly sub?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t, pick } = useTexts();
  const back = {
    to: view === 'sent' ? '/disclosures' : '/disclosures?view=received',
    label: t('disclosures.title'),
  };
  const title = category === null ? t('disclosures.title') : pick(labelOf('category', category));
  return (
    <Page title={title} back={back} sub={sub}>
      {children}
    </Page>
  );
}

export function DisclosureScreen({ params }: ScreenProps) {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.readDisclosure, { params: { id: params.id ?? '' } });
  if (data === undefined)
    return (
      <Frame view="sent" category={null}>
        {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading />}
      </Frame>
    );
  const sub = (
    <>
      {t(`disclosures.delivery.${data.delivery}`)} · <Code>{data.recipient}</Code> ·{' '}
      <When at={data.at} day="always" />
    </>
  );
  return (
    <Frame view="sent" category={data.category} sub={sub}>
      <Article of={data} />
      <Section title={t('disclosure.why')}>
        <Clauses of={data} />
      </Section>
      <Obligations of={data} />
      <Duties of={data} />
      <Proof of={data} />
      <Content of={data} />
    </Frame>
  );
}

export function ReceivedDisclosureScreen({ params }: ScreenProps) {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.readReceivedDisclosure, { params: { id: params.id ?? '' } });
  if (data === undefined)
    return (
      <Frame view="received" category={null}>
        {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading />}
      </Frame>
    );
  const sub = (
    <>
      {t('disclosure.from')} <Code>{data.sender}</Code> · <When at={data.at} day="always" />
    </>
  );
  return (
    <Frame view="received" category={data.category} sub={sub}>
      <Article of={data} />
      <Obligations of={data} />
      <Duties of={data} />
      <Proof of={data} />
      <Content of={data} received />
    </Frame>
  );
}
