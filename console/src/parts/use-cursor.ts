/** The row under the cursor: moved by J, K and what is clicked; Enter opens it. */
import { useState } from 'react';
import { useKeys } from '../keyboard.tsx';
import { useTexts } from '../texts.tsx';

export interface Cursor {
  /** Index of the row, -1 before the first move. */
  readonly at: number;
  readonly moveTo: (index: number) => void;
  readonly set: (index: number) => void;
}

/** `show` brings a row into view and focuses it; `open` goes where it leads. */
export function useCursor(
  count: number,
  show: (index: number) => void,
  open: (index: number) => void,
): Cursor {
  const { t } = useTexts();
  const [kept, set] = useState(-1);
  const at = Math.min(kept, count - 1);
  const moveTo = (index: number) => {
    if (count === 0) return;
    const held = Math.max(0, Math.min(count - 1, index));
    set(held);
    show(held);
  };
  useKeys([
    { combo: 'KeyJ', label: t('parts.keys.next'), run: () => moveTo(at + 1) },
    { combo: 'KeyK', label: t('parts.keys.previous'), run: () => moveTo(at < 0 ? 0 : at - 1) },
    { combo: 'Enter', label: t('parts.keys.open'), run: () => at >= 0 && open(at) },
  ]);
  return { at, moveTo, set };
}
