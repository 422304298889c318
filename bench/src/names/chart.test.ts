import { describe, expect, it } from 'vitest';
import { growthChart } from './chart.ts';

const point = (names: number, times: number) => ({
  names,
  perSecond: 8000 / times,
  millisecondsP99: times,
  megabytes: 3 * times,
  buildSeconds: 0.1 * times,
});
const numbers = (text: string): number[] => text.split(/[ ,]/).map(Number);

describe('the picture of growth', () => {
  it('needs two sizes', () => {
    expect(() => growthChart([])).toThrow('two sizes');
    expect(() => growthChart([point(10_000, 1)])).toThrow('two sizes');
  });

  it('lays a cost that grows as the list on the straight line, whatever the order of the sizes', () => {
    const picture = growthChart([point(1_000_000, 100), point(10_000, 1), point(100_000, 10)]);
    const [, x1, y1, x2, y2] = /class="even" x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"/.exec(
      picture,
    )!;
    const lines = [...picture.matchAll(/polyline class="line ." points="([^"]+)"/g)].map(([, at]) =>
      numbers(at!),
    );
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      expect(line.slice(0, 2)).toEqual([Number(x1), Number(y1)]);
      expect(line.slice(-2)).toEqual([Number(x2), Number(y2)]);
      expect(line[2]).toBeCloseTo((line[0]! + line[4]!) / 2, 0);
      expect(line[3]).toBeCloseTo((line[1]! + line[5]!) / 2, 0);
    }
  });

  it('keeps every curve inside, also one that falls, and prints the figures', () => {
    const picture = growthChart([point(10_000, 1), { ...point(3_000_000, 900), millisecondsP99: 0.2 }]);
    for (const [, cx, cy] of picture.matchAll(/cx="([-\d.]+)" cy="([-\d.]+)"/g)) {
      expect(Number(cx)).toBeGreaterThan(0);
      expect(Number(cx)).toBeLessThan(900);
      expect(Number(cy)).toBeGreaterThan(40);
      expect(Number(cy)).toBeLessThan(410);
    }
    expect(picture).toContain('>8,000/s<');
    expect(picture).toContain('>3,000,000<');
    expect(picture).toContain('prefers-color-scheme: dark');
    expect(picture).not.toMatch(/NaN|Infinity|undefined/);
  });
});
