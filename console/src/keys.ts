/**
 * Keys by their physical place (`event.code`), so that they work under an Arabic layout as well. Combinations are
 * written `KeyJ`, `Shift+KeyX`, `Mod+KeyK` (⌘ or Ctrl) and, as a sequence, `KeyG KeyH`.
 */
export interface KeyPress {
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** How long the first key of a sequence waits for the second. */
const SEQUENCE_MS = 1200;

/** The combination of one press, or null for a bare modifier or an Alt combination (those belong to the browser). */
export function comboOf(press: KeyPress): string | null {
  if (press.altKey || /^(Shift|Control|Meta|Alt)(Left|Right)$/.test(press.code)) return null;
  const code = press.code.replace(/^Numpad(\d)$/, 'Digit$1').replace('NumpadEnter', 'Enter');
  return `${press.ctrlKey || press.metaKey ? 'Mod+' : ''}${press.shiftKey ? 'Shift+' : ''}${code}`;
}

/** WCAG 2.1.4: a key of one character is a single-key shortcut, which a person can switch off. */
export const isSingleKey = (combo: string): boolean =>
  combo.split(' ').every((step) => !step.startsWith('Mod+')) &&
  !/^(Enter|Escape|Arrow\w+|Home|End|Page\w+)$/.test(combo);

export interface Matcher {
  /** Names the combination that this press completes among those known, or null. */
  press(press: KeyPress, at: number, known: ReadonlySet<string>): string | null;
}

/**
 * Follows presses in time and finds combinations and two-key sequences.
 *
 * @example
 * createMatcher().press({ code: 'KeyJ', … }, 0, new Set(['KeyJ'])) // 'KeyJ'
 */
export function createMatcher(): Matcher {
  let first: { combo: string; at: number } | null = null;
  return {
    press(press, at, known) {
      const combo = comboOf(press);
      if (combo === null) return null;
      const sequence = first !== null && at - first.at <= SEQUENCE_MS ? `${first.combo} ${combo}` : null;
      if (sequence !== null && known.has(sequence)) {
        first = null;
        return sequence;
      }
      const opens = [...known].some((each) => each.startsWith(`${combo} `));
      first = opens ? { combo, at } : null;
      return known.has(combo) ? combo : null;
    },
  };
}

const SHOWN: Readonly<Record<string, string>> = {
  BracketLeft: '[',
  BracketRight: ']',
  Slash: '/',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/**
 * The keys of a combination as printed on a key cap, in order.
 *
 * @example
 * keyCaps('KeyG KeyH', false) // ['G', 'H']
 */
export function keyCaps(combo: string, apple: boolean): readonly string[] {
  if (combo === 'Shift+Slash') return ['?'];
  return combo.split(' ').flatMap((step) =>
    step.split('+').map((part) => {
      if (part === 'Mod') return apple ? '⌘' : 'Ctrl';
      if (part === 'Shift') return '⇧';
      return SHOWN[part] ?? part.replace(/^(Key|Digit)/, '');
    }),
  );
}
