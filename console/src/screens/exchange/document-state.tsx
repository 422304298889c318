/** Where a document on its way stands, or one that came: a word with a shape, by its direction. */
import type { ExchangeItem } from '@jisr/contract';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { useTexts } from '../../texts.tsx';

const LOOKS: Readonly<Record<ExchangeItem['state'], readonly [Tone, Shape]>> = {
  queued: ['wait', 'ring'],
  sent: ['wait', 'half'],
  received: ['done', 'check'],
  processed: ['done', 'check'],
  refused: ['now', 'diamond'],
  expired: ['now', 'triangle'],
  cancelled: ['calm', 'bar'],
};

interface DocumentStateProps {
  readonly state: ExchangeItem['state'];
  readonly direction: 'out' | 'in';
  readonly chip?: boolean;
}

/**
 * What we sent the partner receives; what came, we do.
 *
 * @example
 * <DocumentState state={row.state} direction={row.direction} />
 */
export function DocumentState({ state, direction, chip = false }: DocumentStateProps) {
  const { t } = useTexts();
  const [tone, shape] = LOOKS[state];
  return (
    <Mark tone={tone} shape={shape} chip={chip}>
      {t(`exchange.state.${direction}.${state}`)}
    </Mark>
  );
}
