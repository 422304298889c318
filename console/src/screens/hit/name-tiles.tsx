/** The parts of two names as paired tiles: the traveller's above, the listed one below, and how they relate. */
import type { Explanation } from '@jisr/contract';
import { Mark, type Tone } from '../../parts/marks.tsx';
import { scriptLanguage } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import { type ExplainedPart, markedStretches, readExplanation } from './explained.ts';
import styles from './tiles.module.css';
import { Bits, RELATIONS } from './weights.tsx';

const TONES = { same: 'done', close: 'wait', light: 'calm', against: 'now' } as const satisfies Record<
  string,
  Tone
>;
const FAMILIES: Readonly<Record<keyof typeof TONES, string>> = {
  same: styles.same ?? '',
  close: styles.close ?? '',
  light: styles.light ?? '',
  against: styles.against ?? '',
};

interface LettersProps {
  readonly part: ExplainedPart;
  readonly side: 'query' | 'listed';
  readonly marked: boolean;
}

/** One part of a name in its own direction; letters that differ are underlined and tinted, so joining is kept. */
function Letters({ part, side, marked }: LettersProps) {
  const { t } = useTexts();
  const text = part[side];
  if (text === null) return <span className={styles.absent}>{t(`hit.tiles.absent.${side}`)}</span>;
  const language = scriptLanguage(text);
  const across = part.relation === 'other-script';
  const stretches = marked ? markedStretches(text, part.letters, side, across) : null;
  let at = 0;
  return (
    <bdi lang={language} dir="auto">
      {stretches?.map((stretch) => {
        at += stretch.text.length;
        return (
          <span key={at} className={stretch.differing ? styles.differing : ''}>
            {stretch.text}
          </span>
        );
      }) ?? text}
    </bdi>
  );
}

function Tile({ part, marked }: { readonly part: ExplainedPart; readonly marked: boolean }) {
  const { t } = useTexts();
  const { family, shape } = RELATIONS[part.relation];
  return (
    <li className={`${styles.tile} ${FAMILIES[family]}`} title={part.why ?? undefined}>
      <span className="hidden-text">{t('hit.tiles.traveller')}</span>
      <span className={styles.part}>
        <Letters part={part} side="query" marked={marked} />
      </span>
      <span className="hidden-text">{t('hit.tiles.listed')}</span>
      <span className={styles.part}>
        <Letters part={part} side="listed" marked={marked} />
      </span>
      {part.why !== null && <span className="hidden-text">{part.why}</span>}
      <span className={styles.relation}>
        <Mark tone={TONES[family]} shape={shape}>
          {t(`hit.relation.${part.relation}`)}
        </Mark>
        <Bits value={part.bits} />
      </span>
    </li>
  );
}

interface NameTilesProps {
  readonly explanation: Explanation;
  /** Mark the letters that differ. */
  readonly marked: boolean;
}

/**
 * The aligned name parts. The tiles follow one another as the page is read, each part in its own direction: whichever
 * script the two names are in, the first part of both stands where the reader begins.
 *
 * @example
 * <NameTiles explanation={hit.explanation} marked={letters} />
 */
export function NameTiles({ explanation, marked }: NameTilesProps) {
  const { t, language } = useTexts();
  const { pairs, whole } = readExplanation(explanation, language);
  return (
    <div className={styles.tiles}>
      <ul className={styles.row} aria-label={t('hit.tiles.label')}>
        {pairs.map((part) => (
          <Tile key={part.place} part={part} marked={marked} />
        ))}
      </ul>
      {whole.length > 0 && (
        <ul className={styles.whole}>
          {whole.map((part) => (
            <li key={part.place}>
              <span>{part.why ?? t(`hit.relation.${part.relation}`)}</span>
              <Bits value={part.bits} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
