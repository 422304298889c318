/** Marks: a word and a shape first, a colour third. */
import type { AnswerStatus, HitState, Severity } from '@jisr/contract';
import type { ReactNode } from 'react';
import { useTexts } from '../texts.tsx';
import styles from './values.module.css';

export type Tone = 'now' | 'wait' | 'calm' | 'done';

const SHAPES: Readonly<Record<string, ReactNode>> = {
  diamond: <path d="M6 0.6 11.4 6 6 11.4 0.6 6Z" fill="currentColor" />,
  triangle: (
    <path d="M6 1 11.5 11H0.5Z" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" />
  ),
  ring: <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M6 1.6a4.4 4.4 0 0 1 0 8.8Z" fill="currentColor" />
    </>
  ),
  check: (
    <path
      d="M1.6 6.4 4.8 9.6 10.6 2.8"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
    />
  ),
  square: <rect x="1.2" y="1.2" width="9.6" height="9.6" rx="1.5" fill="currentColor" />,
  bar: <path d="M1.5 6h9" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  question: (
    <path
      d="M3.6 4a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .7-1 1.5M6 10.4v.1"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
    />
  ),
};
export type Shape = 'diamond' | 'triangle' | 'ring' | 'half' | 'check' | 'square' | 'bar' | 'question';

interface MarkProps {
  readonly tone: Tone;
  readonly shape: Shape;
  readonly children: ReactNode;
  readonly chip?: boolean;
  readonly title?: string;
}

/**
 * A word with a shape and a tone.
 *
 * @example
 * <Mark tone="wait" shape="half">{t('words.hit-state.awaiting-second')}</Mark>
 */
export function Mark({ tone, shape, children, chip = false, title }: MarkProps) {
  return (
    <span className={`${chip ? styles.chip : styles.mark} ${styles[tone]}`} title={title}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {SHAPES[shape]}
      </svg>
      <span>{children}</span>
    </span>
  );
}

const SEVERITIES = {
  1: { tone: 'now', shape: 'diamond' },
  2: { tone: 'wait', shape: 'triangle' },
  3: { tone: 'calm', shape: 'ring' },
} as const satisfies Record<Severity, { tone: Tone; shape: Shape }>;

interface SeverityMarkProps {
  readonly severity: Severity;
  /** A number of hits of this severity, after the word. */
  readonly count?: number;
  readonly chip?: boolean;
}

/** How soon a hit needs a human: now, soon, later. */
export function SeverityMark({ severity, count, chip = false }: SeverityMarkProps) {
  const { t, number } = useTexts();
  const { tone, shape } = SEVERITIES[severity];
  return (
    <Mark tone={tone} shape={shape} chip={chip}>
      {t(`words.severity.${severity}`)}
      {count === undefined ? '' : `: ${number(count)}`}
    </Mark>
  );
}

const STATES = {
  open: { tone: 'now', shape: 'diamond' },
  claimed: { tone: 'wait', shape: 'half' },
  'awaiting-second': { tone: 'wait', shape: 'triangle' },
  cleared: { tone: 'calm', shape: 'check' },
  confirmed: { tone: 'now', shape: 'square' },
  undetermined: { tone: 'calm', shape: 'question' },
} as const satisfies Record<HitState, { tone: Tone; shape: Shape }>;

interface StateMarkProps {
  readonly state: HitState;
  readonly chip?: boolean;
  /** The short word, for a narrow column. */
  readonly brief?: boolean;
}

/** Where a hit stands. */
export function StateMark({ state, chip = false, brief = false }: StateMarkProps) {
  const { t } = useTexts();
  const { tone, shape } = STATES[state];
  return (
    <Mark tone={tone} shape={shape} chip={chip}>
      {brief && state === 'awaiting-second'
        ? t('words.hit-state-short.second')
        : t(`words.hit-state.${state}`)}
    </Mark>
  );
}

const ANSWERS = {
  ok: { tone: 'calm', shape: 'check' },
  'no-board': { tone: 'now', shape: 'square' },
  refer: { tone: 'wait', shape: 'triangle' },
  insufficient: { tone: 'wait', shape: 'question' },
} as const satisfies Record<AnswerStatus, { tone: Tone; shape: Shape }>;

/** What the carrier was answered about a traveller (CUSRES ERC). */
export function AnswerMark({ answer }: { readonly answer: AnswerStatus | null }) {
  const { t } = useTexts();
  if (answer === null)
    return (
      <Mark tone="calm" shape="bar">
        {t('words.answer.none')}
      </Mark>
    );
  const { tone, shape } = ANSWERS[answer];
  return (
    <Mark tone={tone} shape={shape}>
      {t(`words.answer.${answer}`)}
    </Mark>
  );
}
