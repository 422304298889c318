/** The command palette: every screen and every key of the page, by name. */
import { Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useBoundKeys } from '../keyboard.tsx';
import { useTexts } from '../texts.tsx';
import { Caps } from './key-help.tsx';
import styles from './shell.module.css';

interface PaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function Palette({ opened, onClose }: PaletteProps) {
  const { t } = useTexts();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shell.palette.title')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      padding="sm"
      transitionProps={{ duration: 0 }}
    >
      <Commands onClose={onClose} />
    </Modal>
  );
}

function Commands({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const words = wanted.trim().toLocaleLowerCase();
  const bound = useBoundKeys().filter(({ combo }) => combo !== 'Mod+KeyK');
  const found = bound.filter(({ label }) => label.toLocaleLowerCase().includes(words));
  const marked = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (at >= 0) marked.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const run = (index: number) => {
    onClose();
    found[index]?.run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') run(at);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.palette}>
      <TextInput
        data-autofocus
        value={wanted}
        aria-label={t('shell.palette.title')}
        placeholder={t('shell.palette.placeholder')}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-found"
        aria-activedescendant={`palette-${at}`}
        onChange={(event) => {
          setWanted(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div id="palette-found" role="listbox" aria-label={t('shell.palette.title')} className={styles.found}>
        {found.map(({ combo, label }, index) => (
          <div
            key={combo}
            ref={index === at ? marked : null}
            id={`palette-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles.option}
            onMouseDown={() => run(index)}
          >
            {label}
            <span dir="ltr" className={styles.caps}>
              <Caps combo={combo} />
            </span>
          </div>
        ))}
        {found.length === 0 && <p className={styles.option}>{t('shell.palette.none')}</p>}
      </div>
    </div>
  );
}
