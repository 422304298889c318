import type { PartnerHitState } from '@jisr/contract';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { useTexts } from '../../texts.tsx';

const STATES: Readonly<Record<PartnerHitState, readonly [Tone, Shape]>> = {
  open: ['now', 'diamond'],
  confirmed: ['now', 'square'],
  dismissed: ['calm', 'check'],
};

/** Where a hit of the partner stands. */
export function PartnerStateMark({
  state,
  chip = false,
}: {
  readonly state: PartnerHitState;
  readonly chip?: boolean;
}) {
  const { t } = useTexts();
  const [tone, shape] = STATES[state];
  return (
    <Mark tone={tone} shape={shape} chip={chip}>
      {t(`partner-hits.state.${state}`)}
    </Mark>
  );
}
