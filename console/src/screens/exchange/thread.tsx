/** A thread as a timeline of both sides: ours at the start, the partner's at the end. */
import type { ExchangeDocument, ExchangeItem } from '@jisr/contract';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { Link } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { wordOf } from '../memoranda/words.ts';
import { DocumentState } from './document-state.tsx';
import styles from './exchange.module.css';

function Line({ item, here }: { readonly item: ExchangeItem; readonly here: boolean }) {
  const { t, pick } = useTexts();
  const words = pick(wordOf('category', item.category));
  return (
    <li className={styles.turn} data-side={item.direction} aria-current={here ? 'true' : undefined}>
      <div className={styles.bubble}>
        <div className={styles.soft}>
          {t(`exchange.side.${item.direction}`)} · <When at={item.at} day="always" />
        </div>
        {here ? <strong>{words}</strong> : <Link to={`/exchange/${item.id}`}>{words}</Link>}
        <div className={styles.standing}>
          <DocumentState state={item.state} direction={item.direction} />{' '}
          <Code muted>{item.articles[0]}</Code>
        </div>
      </div>
    </li>
  );
}

/** Oldest first: it is read as a conversation. */
export function Thread({ of }: { readonly of: ExchangeDocument }) {
  return (
    <ol className={styles.turns}>
      {[...of.threadItems].reverse().map((item) => (
        <Line key={item.id} item={item} here={item.id === of.id} />
      ))}
    </ol>
  );
}
