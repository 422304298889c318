/** One sentence at the foot of the page: something happened, and for ten seconds it can be undone. */
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { useKeys } from '../keyboard.tsx';
import { useTexts } from '../texts.tsx';
import styles from './notices.module.css';

interface Notice {
  readonly id: number;
  readonly text: string;
  readonly undo: (() => void) | null;
}
interface Notices {
  /** Says one sentence, politely. */
  readonly tell: (text: string) => void;
  /**
   * Says what is about to be done and does it after ten seconds unless undone; leaving the page does it at once.
   */
  readonly tellUndoable: (text: string, run: () => void) => void;
}
const Context = createContext<Notices | null>(null);

const TELL_MS = 5_000;
const UNDO_MS = 10_000;

function useStack() {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const next = useRef(1);
  const drop = useCallback((id: number) => setNotices((now) => now.filter((each) => each.id !== id)), []);
  const add = useCallback((text: string, undo: (() => void) | null) => {
    const id = next.current++;
    setNotices((now) => [...now.slice(-2), { id, text, undo }]);
    return id;
  }, []);
  return { notices, add, drop };
}

export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTexts();
  const { notices, add, drop } = useStack();
  const value = useMemo<Notices>(
    () => ({
      tell: (text) => {
        const id = add(text, null);
        setTimeout(() => drop(id), TELL_MS);
      },
      tellUndoable: (text, run) => {
        let timer: ReturnType<typeof setTimeout>;
        const leave = () => run();
        const id = add(text, () => {
          clearTimeout(timer);
          removeEventListener('pagehide', leave);
          drop(id);
        });
        addEventListener('pagehide', leave, { once: true });
        timer = setTimeout(() => {
          removeEventListener('pagehide', leave);
          drop(id);
          run();
        }, UNDO_MS);
      },
    }),
    [add, drop],
  );
  const undoable = notices.findLast((each) => each.undo !== null);
  useKeys(undoable?.undo ? [{ combo: 'KeyU', label: t('parts.undo'), run: undoable.undo }] : []);
  return (
    <Context.Provider value={value}>
      {children}
      <div className={styles.stack} aria-live="polite" role="status">
        {notices.map((notice) => (
          <div key={notice.id} className={styles.notice}>
            <span>{notice.text}</span>
            {notice.undo && (
              <button type="button" className={styles.undo} onClick={notice.undo}>
                {t('parts.undo')}
              </button>
            )}
          </div>
        ))}
      </div>
    </Context.Provider>
  );
}

/**
 * Says what happened, with or without undo.
 *
 * @example
 * const { tell } = useNotices();
 * tell(t('hit.released'));
 */
export function useNotices(): Notices {
  const notices = useContext(Context);
  if (notices === null) throw new Error('useNotices needs NoticesProvider');
  return notices;
}
