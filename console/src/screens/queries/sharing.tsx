/** What each side lets the other ask against: lists, filters, the turn of their keys. */
import { API, type FilterPublication, type QueryDesk } from '@jisr/contract';
import { Button } from '@mantine/core';
import { ApiProblem } from '../../api.ts';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { FactItem, Facts, Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { useAct, useRead } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './queries.module.css';

type Part = { readonly desk: QueryDesk };

function useTold() {
  const { t, pick } = useTexts();
  const { tell } = useNotices();
  return {
    tell,
    onError: (error: Error) =>
      tell(error instanceof ApiProblem ? pick(error.text) : t('parts.problem.unknown')),
  };
}

function List({ list }: { readonly list: QueryDesk['lists'][number] }) {
  const { t, pick, number } = useTexts();
  const { can } = useSession();
  const { tell, onError } = useTold();
  const share = useAct(API.shareList, [API.readQueryDesk]);
  const shared = !list.shared;
  const run = () =>
    share.mutate(
      { body: { watchlistId: list.id, shared } },
      { onSuccess: () => tell(t(shared ? 'queries.share.done' : 'queries.share.ended')), onError },
    );
  return (
    <tr>
      <th scope="row">
        <bdi>{pick(list.name)}</bdi>
      </th>
      <td>
        <Code>{list.code}</Code>
      </td>
      <td>{number(list.listings)}</td>
      <td>
        <Mark tone={list.shared ? 'done' : 'calm'} shape={list.shared ? 'check' : 'bar'}>
          {t(list.shared ? 'queries.share.yes' : 'queries.share.no')}
        </Mark>
      </td>
      <td>
        {can('memoranda:write') && (
          <Button size="compact-sm" variant="default" loading={share.isPending} onClick={run}>
            {t(shared ? 'queries.share.do' : 'queries.share.end')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function Lists({ desk }: Part) {
  const { t } = useTexts();
  const article = desk.own.find(({ article: under }) => under !== null)?.article ?? null;
  return (
    <Section title={t('queries.share.title')}>
      <div className={styles.stack}>
        <p className={styles.soft}>
          {t('queries.share.what')} {article !== null && <Code>{article}</Code>}
        </p>
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('queries.share.list')}</th>
                <th scope="col">{t('queries.share.code')}</th>
                <th scope="col">{t('queries.share.listings')}</th>
                <th scope="col">{t('queries.share.state')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {desk.lists.map((list) => (
                <List key={list.id} list={list} />
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Section>
  );
}

const PUBLICATIONS: Readonly<Record<FilterPublication['state'], readonly [Tone, Shape]>> = {
  building: ['wait', 'half'],
  'awaiting-approval': ['wait', 'triangle'],
  published: ['done', 'check'],
  refused: ['now', 'bar'],
  unchanged: ['calm', 'ring'],
};

function Publication({ of }: { readonly of: FilterPublication }) {
  const { t, pick, number } = useTexts();
  const [tone, shape] = PUBLICATIONS[of.state];
  return (
    <tr>
      <th scope="row">
        <When at={of.at} day="always" />
      </th>
      <td>{number(of.epoch)}</td>
      <td>
        <Mark tone={tone} shape={shape}>
          {t(`queries.filter.state.${of.state}`)}
        </Mark>
        {of.refusal !== null && <div className={styles.soft}>{pick(of.refusal.text)}</div>}
      </td>
      <td>{of.items === 0 ? <None /> : number(of.items)}</td>
      <td>{of.size === 0 ? <None /> : number(of.size)}</td>
      <td>
        <Code>{of.article ?? of.refusal?.clause}</Code>
      </td>
      <td>
        <Code muted title={of.digest ?? undefined}>
          {of.digest?.slice(0, 12)}
        </Code>
      </td>
    </tr>
  );
}

function Publish() {
  const { t } = useTexts();
  const { can } = useSession();
  const { tell, onError } = useTold();
  const publish = useAct(API.publishFilter, [API.readQueryDesk]);
  if (!can('requests:write')) return null;
  return (
    <div>
      <Button
        loading={publish.isPending}
        onClick={() => publish.mutate({}, { onSuccess: () => tell(t('queries.filter.publishing')), onError })}
      >
        {t('queries.filter.publish')}
      </Button>
    </div>
  );
}

function Own({ desk }: Part) {
  const { t, number } = useTexts();
  const { ownEpoch } = desk;
  return (
    <Section title={t('queries.filter.own')}>
      <div className={styles.stack}>
        {ownEpoch !== null && (
          <Facts>
            <FactItem label={t('queries.filter.epoch')}>{number(ownEpoch.epoch)}</FactItem>
            <FactItem label={t('queries.filter.begun')}>
              <When at={ownEpoch.begunAt} day="always" />
            </FactItem>
            <FactItem label={t('queries.filter.rotates')}>
              <When at={ownEpoch.rotatesAt} day="always" />
            </FactItem>
            <FactItem label={t('queries.filter.answeredUntil')}>
              <When at={ownEpoch.answeredUntil} day="always" />
            </FactItem>
          </Facts>
        )}
        <p className={styles.soft}>{t('queries.filter.padded')}</p>
        {desk.own.length === 0 ? (
          <p className={styles.soft}>{t('queries.filter.none')}</p>
        ) : (
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  {['at', 'epoch', 'state', 'items', 'size', 'article', 'digest'].map((key) => (
                    <th key={key} scope="col">
                      {t(`queries.filter.column.${key}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {desk.own.map((each) => (
                  <Publication key={each.id} of={each} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        <Publish />
      </div>
    </Section>
  );
}

function Partner({ desk: { partner } }: Part) {
  const { t, number } = useTexts();
  if (partner === null)
    return (
      <Section title={t('queries.filter.partner')}>
        <div className={styles.stack}>
          <Mark tone="wait" shape="triangle">
            {t('queries.filter.partnerNone')}
          </Mark>
        </div>
      </Section>
    );
  return (
    <Section title={t('queries.filter.partner')}>
      <div className={styles.stack}>
        <Facts>
          <FactItem label={t('queries.filter.epoch')}>{number(partner.epoch)}</FactItem>
          <FactItem label={t('queries.filter.column.size')}>{number(partner.size)}</FactItem>
          <FactItem label={t('queries.filter.receivedAt')}>
            <When at={partner.receivedAt} day="always" />
          </FactItem>
          <FactItem label={t('queries.filter.validUntil')}>
            <When at={partner.validUntil} day="always" />
          </FactItem>
          <FactItem label={t('queries.filter.column.digest')}>
            <Code title={partner.digest}>{partner.digest.slice(0, 12)}</Code>
          </FactItem>
        </Facts>
        <Mark
          tone={partner.namesComparable ? 'done' : 'wait'}
          shape={partner.namesComparable ? 'check' : 'triangle'}
        >
          {t(partner.namesComparable ? 'queries.filter.names' : 'queries.filter.documentsOnly')}
        </Mark>
      </div>
    </Section>
  );
}

export function Sharing() {
  const { data, error, refetch } = useRead(API.readQueryDesk, {});
  if (data === undefined)
    return error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <div className={styles.cards}>
      <Lists desk={data} />
      <Own desk={data} />
      <Partner desk={data} />
    </div>
  );
}
