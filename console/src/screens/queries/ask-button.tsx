/** The way to ask the partner, from wherever a traveller is looked at. */
import type { DisplayName } from '@jisr/contract';
import { Button } from '@mantine/core';
import { IconBuildingBridge } from '@tabler/icons-react';
import { useState } from 'react';
import { useKeys } from '../../keyboard.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { AskDialog } from './ask-dialog.tsx';

interface AskButtonProps {
  readonly traveller: { readonly id: string; readonly name: DisplayName };
  readonly caseReference?: string;
}

/**
 * Opens the dialog; also with P. Shown only to whoever may ask.
 *
 * @example
 * <AskButton traveller={hit.traveller} />
 */
export function AskButton(props: AskButtonProps) {
  const { t } = useTexts();
  const { can } = useSession();
  const [open, setOpen] = useState(false);
  const may = can('queries:ask');
  useKeys(may ? [{ combo: 'KeyP', label: t('queries.ask.title'), run: () => setOpen(true) }] : []);
  if (!may) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconBuildingBridge size={16} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t('queries.ask.title')}
      </Button>
      {open && <AskDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
