/** The cells that lists of documents share. */
import type { ExchangeItem } from '@jisr/contract';
import { Ago, Countdown, useNow, When } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { Link } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { TwoLines } from '../hits/two-lines.tsx';
import { wordOf } from '../memoranda/words.ts';
import { DocumentState } from './document-state.tsx';
import { isKnownCode } from './refusal-codes.ts';

/** In its last three days a document on its way says so. */
const ENDING_MS = 259_200_000;

/** What it is, and to what end. */
export function What({ row, to }: { readonly row: ExchangeItem; readonly to: string }) {
  const { pick } = useTexts();
  const under = `${pick(wordOf('action', row.action))} · ${pick(wordOf('purpose', row.purpose))}`;
  return (
    <TwoLines under={under}>
      <Link to={to} tabIndex={-1}>
        {pick(wordOf('category', row.category))}
      </Link>
    </TwoLines>
  );
}

/** The article, with its heading where this node holds the text. */
export function Article({ row }: { readonly row: ExchangeItem }) {
  const { pick } = useTexts();
  const heading = row.heading === null ? null : pick(row.heading);
  const [article] = row.articles;
  return <TwoLines under={heading}>{article === undefined ? <None /> : <Code>{article}</Code>}</TwoLines>;
}

function Refused({ reason }: { readonly reason: NonNullable<ExchangeItem['reason']> }) {
  const { t } = useTexts();
  const words = isKnownCode(reason.code) ? t(`exchange.code.${reason.code}`) : reason.code;
  return (
    <span title={words}>
      <Code>{reason.article}</Code> <bdi>{words}</bdi>
    </span>
  );
}

/** The state; below it what stopped it, or how long it has waited and when it ends. */
export function State({ row }: { readonly row: ExchangeItem }) {
  const { t } = useTexts();
  const now = useNow();
  const waits = row.direction === 'out' && (row.state === 'queued' || row.state === 'sent');
  const under = row.reason ? (
    <Refused reason={row.reason} />
  ) : waits ? (
    <>
      <Ago at={row.at} />
      {row.expiresAt !== null && Date.parse(row.expiresAt) - now < ENDING_MS && (
        <>
          {' · '}
          {t('exchange.ends')} <Countdown at={row.expiresAt} soonMinutes={1_440} />
        </>
      )}
    </>
  ) : null;
  return (
    <TwoLines under={under}>
      <DocumentState state={row.state} direction={row.direction} />
    </TwoLines>
  );
}

/** The moment and the direction. */
export function Moment({ row }: { readonly row: ExchangeItem }) {
  const { t } = useTexts();
  return (
    <TwoLines under={t(`exchange.direction.${row.direction}`)}>
      <When at={row.at} day="always" />
    </TwoLines>
  );
}
