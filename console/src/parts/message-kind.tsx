/** What a carrier's message is for, in words. */
import { useTexts } from '../texts.tsx';
import { Code } from './values.tsx';

const KINDS = [
  'passenger-list',
  'crew-list',
  'change',
  'cancel',
  'reduction',
  'close-on-board',
  'close-not-on-board',
  'close',
  'flight-cancelled',
  'flight-changed',
  'master-crew',
  'gate-pass',
  'unknown',
] as const;

/** The function of a message (PAXLST BGM); one that a newer node knows is shown as it came. */
export function MessageKind({ of }: { readonly of: string }) {
  const { t } = useTexts();
  const kind = KINDS.find((each) => each === of);
  return kind === undefined ? <Code>{of}</Code> : <span>{t(`words.message-kind.${kind}`)}</span>;
}
