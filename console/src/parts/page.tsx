/** The frame of a screen: title, where back leads, actions (one primary), then its content. */
import { IconChevronLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { Link } from '../routing.tsx';
import styles from './page.module.css';

interface PageProps {
  /** Shown as the heading; also the window's title unless `windowTitle` is given. */
  readonly title: ReactNode;
  readonly windowTitle?: string;
  readonly sub?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A screen.
 *
 * @example
 * <Page title={t('referrals.title')} actions={<Button>…</Button>}>…</Page>
 */
export function Page({ title, windowTitle, sub, back, actions, children }: PageProps) {
  const name = windowTitle ?? (typeof title === 'string' ? title : null);
  useEffect(() => {
    if (name !== null) document.title = `${name} · جسر Jisr`;
  }, [name]);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.titles}>
          {back && (
            <Link to={back.to} className={styles.back}>
              <IconChevronLeft size={14} className="points" aria-hidden="true" />
              {back.label}
            </Link>
          )}
          <h1>{title}</h1>
          {sub && <div className={styles.sub}>{sub}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A titled part of a screen. `flat` leaves out the frame (for tables, which have their own). */
export function Section({
  title,
  flat = false,
  children,
}: {
  readonly title: ReactNode;
  readonly flat?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {flat ? children : <div className={styles.panel}>{children}</div>}
    </section>
  );
}

/** Labelled values in a grid. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

/** One labelled value of {@link Facts}. */
export function FactItem({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
