/** Values as people read them: each an isolate, so that Arabic and Latin never scramble one another. */
import type { Bilingual, DisplayName } from '@jisr/contract';
import type { ReactNode } from 'react';
import { useTexts } from '../texts.tsx';
import { countryName } from './countries.ts';
import styles from './values.module.css';

const ARABIC = /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/;
/** The language tag of a name, by its script. */
export const scriptLanguage = (text: string): 'ar' | 'en' => (ARABIC.test(text) ? 'ar' : 'en');

interface CodeProps {
  readonly children: string | number | null | undefined;
  readonly title?: string | undefined;
  readonly muted?: boolean;
}

/**
 * An identifier as issued: flight, document, locator, digest, IP, range. Left to right, Latin digits, tabular.
 *
 * @example
 * <Code>{`${carrier} ${number}`}</Code>
 */
export function Code({ children, title, muted }: CodeProps) {
  if (children === null || children === undefined || children === '') return <None />;
  return (
    <bdi dir="ltr" lang="en" className={`${styles.code} ${muted ? styles.muted : ''}`} title={title}>
      {children}
    </bdi>
  );
}

/** Nothing known: a dash to the eye, a word to the ear. */
export function None() {
  const { t } = useTexts();
  return (
    <span className={styles.muted}>
      <span aria-hidden="true">–</span>
      <span className="hidden-text">{t('parts.none')}</span>
    </span>
  );
}

interface NameProps {
  readonly value: DisplayName;
  /** `stack` (two lines, for tables and heads) or `inline`. */
  readonly form?: 'stack' | 'inline' | 'single';
}

/**
 * A person's name: as supplied first (the legal value), its other script below with where it comes from.
 *
 * @example
 * <Name value={traveller.name} />
 */
export function Name({ value, form = 'stack' }: NameProps) {
  const { t } = useTexts();
  const { other } = value;
  const source = other === null ? null : t(`parts.name.${other.source}`);
  return (
    <span className={`${styles.name} ${form === 'inline' ? styles.inline : ''}`}>
      <bdi className={styles.line} lang={scriptLanguage(value.text)} title={value.text}>
        {value.text}
      </bdi>
      {other !== null && form !== 'single' && (
        <span className={styles.other} title={`${other.text} (${source})`}>
          <bdi lang={other.lang}>{other.text}</bdi>
          <span className={styles.source}>{source}</span>
        </span>
      )}
    </span>
  );
}

/**
 * A flight: carrier and number.
 *
 * @example
 * <Flight carrier="SV" number="35" />
 */
export function Flight({
  carrier,
  number,
}: {
  readonly carrier: string | null;
  readonly number: string | null;
}) {
  const text = [carrier, number].filter((each) => each !== null && each !== '').join(' ');
  return <Code>{text}</Code>;
}

interface StationProps {
  readonly code: string | null;
  readonly name?: Bilingual | null | undefined;
}

/** An airport or port by its code, with its name on hover. */
export function Station({ code, name }: StationProps) {
  const { pick } = useTexts();
  return <Code title={name ? pick(name) : undefined}>{code}</Code>;
}

interface CountryProps {
  readonly code: string | null;
  /** `code` for dense tables (the name on hover), `name` elsewhere. */
  readonly form?: 'name' | 'code';
}

/** A country or a special ICAO 9303 code, named in the reader's language. */
export function Country({ code, form = 'name' }: CountryProps) {
  const { language } = useTexts();
  if (code === null || code === '') return <None />;
  const name = countryName(code, language);
  if (form === 'code') return <Code title={name}>{code}</Code>;
  return <bdi title={code}>{name}</bdi>;
}

interface ShareProps {
  /** Between 0 and 1. */
  readonly value: number;
  readonly label: string;
  readonly children?: ReactNode;
  /** Draws the bar in amber below full. */
  readonly waits?: boolean;
}

/** A share as words with a thin bar below. */
export function Share({ value, label, children, waits = false }: ShareProps) {
  const { number } = useTexts();
  const held = Math.min(1, Math.max(0, value));
  const tone = waits && held < 1 ? styles.wait : '';
  return (
    <span className={styles.share} title={label}>
      <span>{children ?? number(Math.floor(held * 100) / 100, { style: 'percent' })}</span>
      <span className={styles.track} aria-hidden="true">
        <span
          className={`${styles.fill} ${tone}`}
          style={{ display: 'block', inlineSize: `${held * 100}%` }}
        />
      </span>
    </span>
  );
}
