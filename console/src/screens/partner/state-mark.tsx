/** How far the pairing has come: a word with a shape. */
import type { Partner } from '@jisr/contract';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { useTexts } from '../../texts.tsx';

type State = NonNullable<Partner['peer']>['state'];

const LOOKS: Readonly<Record<State, readonly [Tone, Shape]>> = {
  none: ['calm', 'bar'],
  'card-imported': ['wait', 'ring'],
  'words-compared': ['wait', 'half'],
  approved: ['wait', 'half'],
  proven: ['wait', 'half'],
  active: ['done', 'check'],
  suspended: ['now', 'triangle'],
  revoked: ['now', 'square'],
};

export function StateMark({ state, chip = false }: { readonly state: State; readonly chip?: boolean }) {
  const { t } = useTexts();
  const [tone, shape] = LOOKS[state];
  return (
    <Mark tone={tone} shape={shape} chip={chip}>
      {t(`partner.state.${state}`)}
    </Mark>
  );
}
