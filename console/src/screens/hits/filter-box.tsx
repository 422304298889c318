/** A box that narrows a list: what is typed reaches the address after a pause. */
import { TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { latinDigits } from '../../digits.ts';
import styles from './hits.module.css';

/** Typing pauses this long before the list is asked again. */
const PAUSE_MS = 250;

interface FilterBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/**
 * One box for either script.
 *
 * @example
 * <FilterBox label={t('inbox.filter')} value={q} onChange={setQ} />
 */
export function FilterBox({ label, value, onChange }: FilterBoxProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    const wanted = latinDigits(typed.trim());
    if (wanted === value) return;
    const timer = setTimeout(() => onChange(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextInput
      className={styles.filter ?? ''}
      aria-label={label}
      placeholder={label}
      leftSection={<IconFilter size={15} aria-hidden="true" />}
      value={typed}
      maxLength={80}
      // An empty box would take its label for a Latin one.
      {...(typed === '' ? {} : { dir: 'auto' })}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
