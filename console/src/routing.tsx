/** The browser's history as React sees it, and links that are real anchors. */
import {
  type AnchorHTMLAttributes,
  type MouseEvent,
  useCallback,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { isPlainClick, type Place, placeOf } from './router.ts';

const MOVED = 'jisr:moved';

function listen(changed: () => void): () => void {
  addEventListener('popstate', changed);
  addEventListener('hashchange', changed);
  addEventListener(MOVED, changed);
  return () => {
    removeEventListener('popstate', changed);
    removeEventListener('hashchange', changed);
    removeEventListener(MOVED, changed);
  };
}

/**
 * Goes to an address of the console. `replace` leaves no step behind for the back button.
 *
 * @example
 * navigate('/hits?view=mine');
 */
export function navigate(address: string, options: { readonly replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, '', address);
  else {
    history.pushState(null, '', address);
    if (!address.includes('#')) scrollTo(0, 0);
  }
  dispatchEvent(new Event(MOVED));
}

/** Where we are. */
export function usePlace(): Place {
  const href = useSyncExternalStore(listen, () => location.href);
  return useMemo(() => placeOf(href), [href]);
}

/**
 * One member of the query, and a function that sets it without leaving a step in the history.
 *
 * @example
 * const [view, setView] = useQueryMember('view', 'open');
 */
export function useQueryMember(name: string, otherwise: string): readonly [string, (value: string) => void] {
  const { search } = usePlace();
  const value = new URLSearchParams(search).get(name) ?? otherwise;
  const set = useCallback(
    (next: string) => {
      const members = new URLSearchParams(location.search);
      if (next === otherwise) members.delete(name);
      else members.set(name, next);
      const tail = members.toString();
      navigate(`${location.pathname}${tail === '' ? '' : `?${tail}`}`, { replace: true });
    },
    [name, otherwise],
  );
  return [value, set];
}

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly to: string;
}

/** A link inside the console: an anchor (so it opens in a new tab, copies and prints) that does not reload the page. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (!isPlainClick(event)) return;
    event.preventDefault();
    navigate(to);
  };
  return <a {...rest} href={to} onClick={click} />;
}
