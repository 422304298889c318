import type { EngineKind } from '../baselines/engine.ts';
import { type Calibration, thresholds } from './calibration.ts';
import type { GrowthPoint } from './chart.ts';
import type { Live, Recall, Speed } from './jobs.ts';
import { jisrAll, type QualityResult, type SetKey } from './quality.ts';
import { groupOf, groupsOf, isBelow, overallOf, type Quality, type Scored } from './scores.ts';
import { count, figure, none, percent, type Section, type TableRow } from './table.ts';

/** Beside a figure of Jisr's that an engine above it has beaten. */
export const belowMark = '▼';

const row = (label: string, cells: readonly string[]): TableRow => ({ label, cells });

type Column = Quality & { readonly short: string; readonly ranksOnly: boolean };

const columnsOf = (scores: readonly Quality[], engines: readonly EngineKind[]): Column[] =>
  scores.map((quality) => {
    const engine = engines.find(({ key }) => key === quality.engine);
    const short = quality.engine === jisrAll ? 'Jisr+' : (engine?.short ?? quality.engine);
    return { ...quality, short, ranksOnly: engine?.ranksOnly === true };
  });

/** A figure that an alert threshold makes; an engine that only ranks has none. */
const thresholdShares = (columns: readonly Column[], of: (scored: Scored) => number | null | undefined) =>
  columns.map(({ ranksOnly, scored }) => (ranksOnly ? null : (of(scored) ?? null)));

/** One row of a group; the figures of Jisr by name alone are marked where a baseline is above. */
function groupRow(group: string, columns: readonly Column[]): TableRow {
  const shares = thresholdShares(columns, (scored) => groupOf(scored, group)?.fpr01);
  const others = shares.filter((_, at) => !columns[at]!.engine.startsWith('jisr'));
  return row(
    `  ${group}`,
    shares.map((share, at) =>
      columns[at]!.engine === 'jisr' && isBelow(share, others)
        ? `${belowMark} ${percent(share)}`
        : percent(share),
    ),
  );
}

const asked = ({ subset }: Quality): string => (subset === 1 ? 'all' : `1 of ${subset}`);

/** The figures over all groups of a task. */
function overallRows(columns: readonly Column[]): TableRow[] {
  const { scored: own } = columns[0]!;
  const shares = (label: string, of: (scored: Scored) => number | null | undefined) =>
    row(label, thresholdShares(columns, of).map(percent));
  const ties = (label: string, key: 'first' | 'people' | 'alerts') =>
    row(
      label,
      columns.map((column) => (column.ranksOnly ? none : percent(column.ties[key]))),
    );
  const arabic = (scored: Scored) => groupOf(scored, 'ar_orig')?.fpr01;
  const auc = thresholdShares(columns, (scored) => scored.hardneg.auc);
  return [
    row('queries asked', columns.map(asked)),
    shares('found at 0.1 % false alerts, mean of groups', (scored) => overallOf(scored).fpr01),
    shares('found at 1 % false alerts, mean of groups', (scored) => overallOf(scored).fpr1),
    ...(arabic(own) === undefined ? [] : [shares('real Arabic-script names at 0.1 %', arabic)]),
    row(
      'right one first, mean of groups',
      columns.map(({ scored }) => percent(overallOf(scored).r1)),
    ),
    ...(own.hardneg.auc === null
      ? []
      : [
          row(
            'true variants above confusable names (AUC)',
            auc.map((share) => share?.toFixed(3) ?? none),
          ),
        ]),
    ties('first two hits tied', 'first'),
    ties('  of different people', 'people'),
    ties('  of different people, of alerts at 1 %', 'alerts'),
  ];
}

/** The quality of every engine on one task of the kit. */
function qualitySection(title: string, scores: readonly Quality[], engines: readonly EngineKind[]): Section {
  const columns = columnsOf(scores, engines);
  return {
    title,
    columns: columns.map(({ short }) => short),
    rows: [
      ...overallRows(columns),
      row(
        `found at 0.1 % false alerts, by group (${belowMark} a baseline is better)`,
        columns.map(() => ''),
      ),
      ...groupsOf(columns[0]!.scored).map((group) => groupRow(group, columns)),
    ],
  };
}

const titles: Readonly<Record<SetKey, string>> = {
  people: 'Quality, % · Latin list of people',
  arabicList: 'Quality, % · Arabic list of people',
  organisations: 'Quality, % · organisations',
};

export const qualitySections = (quality: QualityResult, engines: readonly EngineKind[]): Section[] => [
  ...(['people', 'arabicList', 'organisations'] as const).map((key) =>
    qualitySection(titles[key], quality.scores[key], engines),
  ),
  {
    title: 'False alerts of 1,000 travellers, by bits',
    columns: thresholds.map(String),
    rows: [
      row('name only', quality.falseAlerts.name.map(figure)),
      row('all evidence', quality.falseAlerts.all.map(figure)),
    ],
  },
  calibrationSection('name only', quality.calibration.name),
  calibrationSection('all evidence', quality.calibration.all),
];

const calibrationSection = (evidence: string, { population, bins, expectedError }: Calibration): Section => ({
  title: `Stated probability of the best hit, % · ${evidence}`,
  columns: bins.map(({ from }) => `≥ ${Number((100 * from).toFixed(1))}`),
  rows: [
    row(
      'best hits',
      bins.map(({ hits }) => count(hits)),
    ),
    row(
      `stated, one in ${count(population)}`,
      bins.map(({ stated }) => percent(stated)),
    ),
    row(
      'observed',
      bins.map(({ observed }) => percent(observed)),
    ),
    row('expected error', [percent(expectedError)]),
  ],
});

/** The speed of every engine at one size, and how many times as fast Jisr is. */
export function speedSection(
  names: number,
  speeds: readonly Speed[],
  engines: readonly EngineKind[],
): Section {
  const rows = engines.flatMap((engine) => {
    const speed = speeds.find((one) => one.names === names && one.engine === engine.key);
    return speed === undefined ? [] : [{ ...speed, short: engine.short }];
  });
  const own = rows.find(({ engine }) => engine === 'jisr');
  const cells = (label: string, of: (speed: Speed) => number | null) =>
    row(
      label,
      rows.map((speed) => figure(of(speed))),
    );
  return {
    title: `Speed · ${count(names)} names`,
    columns: rows.map(({ short }) => short),
    rows: [
      row(
        'queries answered in the time',
        rows.map(({ queries }) => count(queries)),
      ),
      cells('screenings a second and core, processor time', ({ perSecondCpu }) => perSecondCpu),
      cells('screenings a second, by the clock', ({ perSecondWall }) => perSecondWall),
      row(
        'Jisr is so many times as fast',
        rows.map((speed) => `${figure(timesAsFast(own, speed))}×`),
      ),
      cells('half within, ms', ({ millisecondsP50 }) => millisecondsP50),
      cells('99 of 100 within, ms', ({ millisecondsP99 }) => millisecondsP99),
      cells('ready after, s', ({ buildSeconds }) => buildSeconds),
      cells('memory, MB', ({ megabytes }) => megabytes),
      cells('memory by million names, MB', ({ megabytes }) => (1e6 * megabytes) / names),
    ],
  };
}

/** By processor time where both say it, by the clock otherwise. */
function timesAsFast(own: Speed | undefined, other: Speed): number | null {
  if (own === undefined) return null;
  return own.perSecondCpu !== null && other.perSecondCpu !== null
    ? own.perSecondCpu / other.perSecondCpu
    : own.perSecondWall / other.perSecondWall;
}

export const liveSection = (lives: readonly Live[]): Section => ({
  title: 'Live · Jisr',
  columns: lives.map(({ names }) => count(names)),
  rows: [
    row(
      'from a file to the first answer, ms',
      lives.map(({ millisecondsFromFile }) => figure(millisecondsFromFile)),
    ),
    row(
      'from 1,000 gone and 1,000 added to the first answer, ms',
      lives.map(({ millisecondsFromChange }) => figure(millisecondsFromChange)),
    ),
    row(
      'index, MB',
      lives.map(({ indexMegabytes }) => figure(indexMegabytes)),
    ),
  ],
});

export const growthSection = (points: readonly GrowthPoint[]): Section => ({
  title: 'Growth · Jisr',
  columns: points.map(({ names }) => count(names)),
  rows: [
    row(
      'screenings a second and core',
      points.map(({ perSecond }) => figure(perSecond)),
    ),
    row(
      '99 of 100 within, ms',
      points.map(({ millisecondsP99 }) => figure(millisecondsP99)),
    ),
    row(
      'memory, MB',
      points.map(({ megabytes }) => figure(megabytes)),
    ),
    row(
      'built in, s',
      points.map(({ buildSeconds }) => figure(buildSeconds)),
    ),
  ],
});

export const recallSection = (
  names: number,
  { queries, answered, first, thresholds: all }: Recall,
): Section => ({
  title: `The search beside the scorer over each of ${count(names)} names`,
  columns: ['found', 'of', '%'],
  rows: [
    ...all.map(({ bits, total, found }) =>
      row(`answers of ${bits} bits and more`, [
        count(found),
        count(total),
        percent(found / Math.max(1, total)),
      ]),
    ),
    row(`the best answer is first (${count(queries)} queries)`, [
      count(first),
      count(answered),
      percent(first / Math.max(1, answered)),
    ]),
  ],
});
