/** The views of a list as links, so that each can be bookmarked and shared. */
import { Link } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './hits.module.css';

export interface ViewLink {
  readonly key: string;
  readonly to: string;
  readonly label: string;
  readonly count?: number | null;
}

interface ViewLinksProps {
  readonly label: string;
  readonly views: readonly ViewLink[];
  readonly current: string;
}

/**
 * A row of views; the present one is marked.
 *
 * @example
 * <ViewLinks label={t('inbox.views')} views={views} current={view} />
 */
export function ViewLinks({ label, views, current }: ViewLinksProps) {
  const { number } = useTexts();
  return (
    <nav aria-label={label} className={styles.views}>
      {views.map((view) => (
        <Link
          key={view.key}
          to={view.to}
          className={styles.view}
          aria-current={view.key === current ? 'page' : undefined}
        >
          {view.label}
          {view.count != null && <span className={styles.count}>{number(view.count)}</span>}
        </Link>
      ))}
    </nav>
  );
}

/**
 * An address with the members that say something.
 *
 * @example
 * addressWith('/hits', { view: 'mine', q: '' }) // '/hits?view=mine'
 */
export function addressWith(path: string, members: Readonly<Record<string, string>>): string {
  const said = Object.entries(members).filter(([, value]) => value !== '');
  const tail = new URLSearchParams(said).toString();
  return tail === '' ? path : `${path}?${tail}`;
}
