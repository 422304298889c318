/** What is known at one size of the list. */
export interface GrowthPoint {
  readonly names: number;
  readonly perSecond: number;
  readonly millisecondsP99: number;
  readonly megabytes: number;
  readonly buildSeconds: number;
}

interface Series {
  readonly label: string;
  readonly className: string;
  readonly cost: (point: GrowthPoint) => number;
  readonly cell: (point: GrowthPoint) => string;
}

const digits = (value: number): string =>
  value >= 100
    ? Math.round(Number(value.toPrecision(3))).toLocaleString('en')
    : String(Number(value.toPrecision(2)));

/** Each as a cost, so that all of them rise: time for one screening, not screenings in a time. */
const series: readonly Series[] = [
  {
    label: 'screenings of one core',
    className: 'a',
    cost: (point) => 1 / point.perSecond,
    cell: (point) => `${digits(point.perSecond)}/s`,
  },
  {
    label: '99 of 100 within',
    className: 'b',
    cost: (point) => point.millisecondsP99,
    cell: (point) => `${digits(point.millisecondsP99)} ms`,
  },
  {
    label: 'memory of the index',
    className: 'c',
    cost: (point) => point.megabytes,
    cell: (point) => `${digits(point.megabytes)} MB`,
  },
  {
    label: 'building the index',
    className: 'd',
    cost: (point) => point.buildSeconds,
    cell: (point) => `${digits(point.buildSeconds)} s`,
  },
];

const size = { width: 900, height: 530 };
const plot = { left: 230, right: 850, top: 66, bottom: 386 };
const rowHeight = 24;

const style = `
  text { font: 13px system-ui, 'Segoe UI', sans-serif; fill: #1f2933 }
  .title { font-weight: 600; font-size: 15px } .faint { fill: #5b6770 }
  .grid { stroke: #d5dbe0 } .even { stroke: #5b6770; stroke-dasharray: 6 5; stroke-width: 1.5 }
  .line { fill: none; stroke-width: 2.5; stroke-linejoin: round }
  .a { stroke: #0b6e74; fill: #0b6e74 } .b { stroke: #b4481e; fill: #b4481e }
  .c { stroke: #5a49b8; fill: #5a49b8 } .d { stroke: #8a6a00; fill: #8a6a00 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6ebef } .faint { fill: #a3b0ba } .grid { stroke: #36424c } .even { stroke: #a3b0ba }
    .a { stroke: #4fc3c9; fill: #4fc3c9 } .b { stroke: #f0926a; fill: #f0926a }
    .c { stroke: #a99cf5; fill: #a99cf5 } .d { stroke: #dcb840; fill: #dcb840 }
  }
  .line { fill: none }
`;

const place = (value: number): string => String(Math.round(value * 10) / 10);

/** The powers of ten from one up to the value, one more where it lies between. */
function powers(most: number): number[] {
  const count = Math.max(1, Math.ceil(Math.log10(most) - 1e-9));
  return Array.from({ length: count + 1 }, (_, at) => 10 ** at);
}

const text = (x: number, y: number, content: string, more = ''): string =>
  `<text x="${place(x)}" y="${place(y)}"${more}>${content}</text>`;

function scales(points: readonly GrowthPoint[]) {
  const first = points[0]!;
  const growth = points.at(-1)!.names / first.names;
  const most = Math.max(
    growth,
    ...series.flatMap(({ cost }) => points.map((point) => cost(point) / cost(first))),
  );
  const ticks = powers(most);
  const least = Math.min(
    1,
    ...series.flatMap(({ cost }) => points.map((point) => cost(point) / cost(first))),
  );
  const bottom = Math.log10(least);
  const top = Math.log10(ticks.at(-1)!);
  return {
    ticks,
    x: (names: number) =>
      plot.left +
      ((plot.right - plot.left) * Math.log(names / first.names)) / Math.max(1e-9, Math.log(growth)),
    y: (times: number) =>
      plot.bottom - ((plot.bottom - plot.top) * (Math.log10(times) - bottom)) / Math.max(1e-9, top - bottom),
  };
}

function drawSeries(points: readonly GrowthPoint[], at: ReturnType<typeof scales>): string[] {
  const first = points[0]!;
  return series.flatMap(({ cost, className }) => {
    const places = points.map((point) => [at.x(point.names), at.y(cost(point) / cost(first))] as const);
    return [
      `<polyline class="line ${className}" points="${places.map(([x, y]) => `${place(x)},${place(y)}`).join(' ')}"/>`,
      ...places.map(([x, y]) => `<circle class="${className}" cx="${place(x)}" cy="${place(y)}" r="3.5"/>`),
    ];
  });
}

/** Beneath the curves the figures themselves, under their sizes; the coloured square names the curve. */
function drawFigures(points: readonly GrowthPoint[], at: ReturnType<typeof scales>): string[] {
  const middle = ' text-anchor="middle"';
  return [
    text(16, plot.bottom + 24, 'names in the list', ' class="faint"'),
    ...points.map((point) =>
      text(at.x(point.names), plot.bottom + 24, point.names.toLocaleString('en'), middle),
    ),
    ...series.flatMap(({ label, className, cell }, row) => {
      const y = plot.bottom + 24 + (row + 1) * rowHeight;
      return [
        `<rect class="${className}" x="16" y="${y - 10}" width="10" height="10"/>`,
        text(33, y, label),
        ...points.map((point) => text(at.x(point.names), y, cell(point), middle)),
      ];
    }),
  ];
}

/**
 * How cost grows with the list, as a picture (SVG) for light and dark pages: both axes logarithmic, every curve
 * beginning at one, beside the line on which cost grows as the list does.
 * @throws Error where there are fewer than two sizes
 */
export function growthChart(points: readonly GrowthPoint[]): string {
  const sorted = [...points].sort((one, other) => one.names - other.names);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined || first === last)
    throw new Error('growth needs two sizes at least');
  const at = scales(sorted);
  const end = { x: at.x(last.names), y: at.y(last.names / first.names) };
  const even = [at.x(first.names), at.y(1), end.x, end.y].map(place);
  const than = `cost, in times that with ${first.names.toLocaleString('en')} names; both scales are logarithmic`;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img">`,
    '<title>What a longer list costs</title>',
    `<style>${style}</style>`,
    text(16, 26, 'What a longer list costs', ' class="title"'),
    text(16, 46, than, ' class="faint"'),
    ...at.ticks.flatMap((tick) => [
      `<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${place(at.y(tick))}" y2="${place(at.y(tick))}"/>`,
      text(
        plot.left - 40,
        at.y(tick) + 4,
        `${tick.toLocaleString('en')}×`,
        ' text-anchor="end" class="faint"',
      ),
    ]),
    `<line class="even" x1="${even[0]}" y1="${even[1]}" x2="${even[2]}" y2="${even[3]}"/>`,
    text(end.x - 14, end.y - 2, 'cost grows as the list', ' text-anchor="end" class="faint"'),
    ...drawSeries(sorted, at),
    ...drawFigures(sorted, at),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}
