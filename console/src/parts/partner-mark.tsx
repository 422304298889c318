/** The mark of a hit that the partner reported, beside the node's own. */
import type { PartnerHitMark } from '@jisr/contract';
import { Link } from '../routing.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../texts.tsx';
import { Mark } from './marks.tsx';
import { Code } from './values.tsx';

interface PartnerMarkProps {
  readonly mark: PartnerHitMark | null;
  /** Without the reference, for a narrow column. */
  readonly brief?: boolean;
}

/**
 * Word, shape and the partner's reference; leads to the hit for whoever may decide it.
 *
 * @example
 * <PartnerMark mark={row.partnerHit} />
 */
export function PartnerMark({ mark, brief = false }: PartnerMarkProps) {
  const { t } = useTexts();
  const { can } = useSession();
  if (mark === null) return null;
  const [tone, shape] = mark.state === 'open' ? (['now', 'diamond'] as const) : (['now', 'square'] as const);
  const words = t(`parts.partner.${mark.state}`);
  const shown = (
    <Mark tone={tone} shape={shape} chip title={mark.reference}>
      {words} {!brief && <Code>{mark.reference}</Code>}
    </Mark>
  );
  return can('queries:ask') ? <Link to={`/partner-hits/${mark.id}`}>{shown}</Link> : shown;
}
