/** Why there is nothing to see: no partner yet, nothing sent yet, or nothing that fits. */
import { API } from '@jisr/contract';
import { IconArrowsExchange } from '@tabler/icons-react';
import { EmptyState } from '../../parts/notes.tsx';
import { useRead } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';

interface NothingYetProps {
  readonly direction: 'both' | 'out' | 'in' | 'threads';
  readonly narrowed?: boolean;
}

export function NothingYet({ direction, narrowed = false }: NothingYetProps) {
  const { t } = useTexts();
  const { can } = useSession();
  const sees = can('peer:read');
  const { data } = useRead(API.readPartner, {}, { enabled: sees });
  const icon = <IconArrowsExchange size={32} stroke={1.4} aria-hidden="true" />;
  if (narrowed) return <EmptyState icon={icon} title={t('exchange.empty.narrowed')} />;
  const paired = !data || ['active', 'suspended'].includes(data.peer?.state ?? 'none');
  if (!paired)
    return (
      <EmptyState
        icon={icon}
        title={t('exchange.empty.alone')}
        action={<Link to="/partner">{t('exchange.empty.pair')}</Link>}
      >
        {t('exchange.empty.aloneWhy')}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={icon}
      title={t(`exchange.empty.${direction}`)}
      {...(sees ? { action: <Link to="/partner">{t('exchange.empty.link')}</Link> } : {})}
    >
      {t('exchange.empty.why')}
    </EmptyState>
  );
}
