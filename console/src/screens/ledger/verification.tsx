/** What the walk over the whole ledger found. */
import type { LedgerFault, LedgerVerification } from '@jisr/contract';
import { Mark } from '../../parts/marks.tsx';
import { Code } from '../../parts/values.tsx';
import { Link } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './ledger.module.css';

function Fault({ fault }: { readonly fault: LedgerFault }) {
  const { t } = useTexts();
  const place = <Code>{fault.place}</Code>;
  return (
    <li>
      {t(`ledger.fault.${fault.code}`)}{' '}
      {fault.index === null || fault.code === 'entry-missing' ? (
        place
      ) : (
        <Link to={`/ledger/${fault.index}`}>{place}</Link>
      )}
    </li>
  );
}

export function Verification({ found }: { readonly found: LedgerVerification }) {
  const { t, number } = useTexts();
  const counted = {
    entries: number(found.entries),
    tiles: number(found.tiles),
    checkpoints: number(found.checkpoints),
    cosignatures: number(found.cosignatures),
  };
  return (
    <div className={styles.result} data-intact={found.intact ? '' : undefined} role="status">
      <Mark tone={found.intact ? 'done' : 'now'} shape={found.intact ? 'check' : 'diamond'}>
        <strong>{t(found.intact ? 'ledger.intact' : 'ledger.broken')}</strong>
      </Mark>
      <span className={styles.soft}>{t('ledger.counted', counted)}</span>
      {found.faults.length > 0 && (
        <ul className={styles.faults}>
          {found.faults.map((fault) => (
            <Fault key={`${fault.code} ${fault.place}`} fault={fault} />
          ))}
        </ul>
      )}
      {!found.complete && <span className={styles.soft}>{t('ledger.more')}</span>}
    </div>
  );
}
