// `npm run bench -- drawings [--rounds 9]`: processor time that the images take which a run learns from besides its
// data set, and the ways to prepare a drawing.
import { drawnDigits, outlierImages } from '#drawings';
import { DEFAULT_BRUSH, prepareDrawing, prepareInput } from '#model';
import { parseArgs } from 'node:util';
import { GOLDEN_DRAWINGS } from '../projects/drawings/golden/golden-drawings.ts';
import { median } from './app/statistics.ts';

interface Contender {
  readonly name: string;
  /** @param round another one makes other images */
  readonly makeThousand: (round: number) => void;
  readonly milliseconds: number[];
}

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { rounds: { type: 'string', default: '9' } },
});
const rounds = Number(values.rounds);
const THOUSAND = 1000;

const digits = drawnDigits({ seed: 1, from: 0, to: 100 });
const contender = (name: string, makeThousand: (round: number) => void): Contender => ({
  ...{ name, makeThousand },
  milliseconds: [],
});
const contenders = [
  contender('digits drawn by hand', (seed) => drawnDigits({ seed, from: 0, to: THOUSAND })),
  contender('drawings of no digit', (seed) =>
    outlierImages({ seed, from: 0, to: THOUSAND, digits }),
  ),
  contender('golden drawings, prepared from strokes', () => {
    forEachGolden((strokes) => prepareInput(strokes));
  }),
  contender("golden drawings, prepared as the app's", () => {
    forEachGolden((strokes) =>
      prepareDrawing({ strokes: strokes.map((points) => ({ points, brush: DEFAULT_BRUSH })) }),
    );
  }),
];

// The first round is for compilers.
for (let round = 0; round <= rounds; round++) {
  for (const { makeThousand, milliseconds } of contenders) {
    const before = process.cpuUsage();
    makeThousand(round);
    const { user, system } = process.cpuUsage(before);
    if (round > 0) milliseconds.push((user + system) / 1000);
  }
}

console.log(`Node ${process.version}, ${rounds} rounds in turn\n`);
console.log('| 1,000 | processor time, median | range |');
console.log('| --- | --- | --- |');
for (const { name, milliseconds } of contenders) {
  const range = `${Math.min(...milliseconds).toFixed(0)} to ${Math.max(...milliseconds).toFixed(0)}`;
  console.log(`| ${name} | ${median(milliseconds).toFixed(0)} ms | ${range} ms |`);
}

function forEachGolden(
  visit: (strokes: (typeof GOLDEN_DRAWINGS)[number]['strokes']) => void,
): void {
  for (let index = 0; index < THOUSAND; index++) {
    const drawing = GOLDEN_DRAWINGS[index % GOLDEN_DRAWINGS.length];
    // Copies, since lines of strokes that were seen before are known.
    if (drawing) visit(drawing.strokes.map((stroke) => [...stroke]));
  }
}
