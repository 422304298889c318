/** Where a memorandum stands: a word, a shape, then a colour. */
import type { MemorandumStanding } from '@jisr/contract';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { useTexts } from '../../texts.tsx';

const STANDINGS = {
  draft: { tone: 'calm', shape: 'ring' },
  'signed-by-one': { tone: 'wait', shape: 'half' },
  'not-yet': { tone: 'wait', shape: 'triangle' },
  'in-force': { tone: 'done', shape: 'check' },
  suspended: { tone: 'now', shape: 'square' },
  expired: { tone: 'calm', shape: 'bar' },
  superseded: { tone: 'calm', shape: 'bar' },
} as const satisfies Record<MemorandumStanding, { tone: Tone; shape: Shape }>;

export function StandingMark({
  standing,
  chip = false,
}: {
  readonly standing: MemorandumStanding;
  readonly chip?: boolean;
}) {
  const { t } = useTexts();
  return (
    <Mark {...STANDINGS[standing]} chip={chip}>
      {t(`memoranda.standing.${standing}`)}
    </Mark>
  );
}

interface SignersProps {
  readonly parties: readonly string[];
  readonly signedBy: readonly string[];
}

/** Each party, and whether it has signed. */
export function Signers({ parties, signedBy }: SignersProps) {
  const { t } = useTexts();
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: '4px 12px' }}>
      {parties.map((party) => {
        const signed = signedBy.includes(party);
        return (
          <Mark key={party} tone={signed ? 'done' : 'wait'} shape={signed ? 'check' : 'ring'}>
            {t(signed ? 'memoranda.signed' : 'memoranda.unsigned', { party })}
          </Mark>
        );
      })}
    </span>
  );
}
