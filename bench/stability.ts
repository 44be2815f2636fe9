// `npm run bench -- stability`: how far answers jump while the golden digits grow, over the second half of
// the time; ways to frame a drawing side by side. What is compared is chosen from, so the held-out writers
// take no part.
import { forward, prepareInput, type Stroke } from '#model';
import { checkpointNamed, readCheckpoint, readManifest } from '#trainer';
import { GOLDEN_DRAWINGS } from '../projects/drawings/golden/golden-drawings.ts';
import { replay } from '../projects/drawings/golden/replay.ts';
import { drawnIn, FRAMINGS, pathsOf, type Framing } from './stability/framings.ts';

const MANIFEST = 'exports/mlp_weights.json';
const STEPS = [1, 1 / 2, 1 / 4, 1 / 8];

const manifest = readManifest(MANIFEST);
const weights = readCheckpoint(MANIFEST, manifest, checkpointNamed(manifest));
const digits = GOLDEN_DRAWINGS.filter(({ label, heldOut }) => label !== null && !heldOut);

console.log('| growth, image pixels | change of logits: median / p99 / most | of a pixel |');
console.log('| --- | --- | --- |');
for (const step of STEPS) {
  const some = digits.filter((_, index) => index % 4 === 0);
  const steps = some.flatMap(({ strokes }) => growthOf(strokes, step));
  const logits = summary(steps.map((growth) => growth.logits));
  console.log(`| ${[step, logits, summary(steps.map(({ ink }) => ink))].join(' | ')} |`);
}

console.log(
  '\n| frame | right | change of logits: median / p99 / most | of it by the frame | top class left and taken up again | changes at most once |',
);
console.log('| --- | --- | --- | --- | --- | --- |');
for (const [name, framing] of Object.entries(FRAMINGS)) {
  const runs = digits.map(({ label, strokes }) => ({ label, ...follow(strokes, framing) }));
  const cells = [
    name,
    `${((runs.filter(({ label, tops }) => label === tops.at(-1)).length * 100) / runs.length).toFixed(1)} %`,
    summary(runs.flatMap(({ changes }) => changes)),
    summary(runs.flatMap(({ byFrame }) => byFrame)),
    runs.reduce((sum, { tops }) => sum + tops.length - new Set(tops).size, 0),
    `${runs.filter(({ tops }) => tops.length <= 2).length} of ${runs.length}`,
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** What each small growth of the stroke changes; putting the pen down is no growth. */
function growthOf(strokes: readonly Stroke[], pixels: number) {
  const growth: { logits: number; ink: number }[] = [];
  let before: { image: Float32Array; logits: Float32Array; count: number } | undefined;
  for (const { strokes: part, time } of replay(strokes, (sizeOf(strokes) / 20) * pixels)) {
    if (time < durationOf(strokes) / 2) continue;
    const image = prepareInput(part);
    const logits = logitsOf(image);
    if (before?.count === part.length) {
      growth.push({
        logits: largestDifference(logits, before.logits),
        ink: largestDifference(image, before.image),
      });
    }
    before = { image, logits, count: part.length };
  }
  return growth;
}

/** What each point that a device sends changes, and the top classes one after the other. */
function follow(strokes: readonly Stroke[], framing: Framing) {
  const changes: number[] = [];
  const byFrame: number[] = [];
  const tops: number[] = [];
  let before: { frame: ReturnType<Framing>; logits: Float32Array } | undefined;
  for (const { strokes: part, time } of replay(strokes)) {
    if (time < durationOf(strokes) / 2) continue;
    const paths = pathsOf(part);
    const frame = framing(paths);
    const logits = logitsOf(drawnIn(paths, frame));
    if (before) {
      changes.push(largestDifference(logits, before.logits));
      byFrame.push(largestDifference(logits, logitsOf(drawnIn(paths, before.frame))));
    }
    const top = logits.indexOf(Math.max(...logits));
    if (tops.at(-1) !== top) tops.push(top);
    before = { frame, logits };
  }
  return { changes, byFrame, tops };
}

function logitsOf(image: Float32Array): Float32Array {
  return forward(manifest.network, weights, image).logits;
}

function durationOf(strokes: readonly Stroke[]): number {
  return strokes.at(-1)?.at(-1)?.time ?? 0;
}

function sizeOf(strokes: readonly Stroke[]): number {
  const points = strokes.flat();
  const extent = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  return Math.max(extent(points.map(({ x }) => x)), extent(points.map(({ y }) => y)));
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] ?? NaN))), 0);
}

function summary(values: number[]): string {
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.floor(share * (values.length - 1))] ?? 0;
  return [0.5, 0.99, 1].map((share) => at(share).toFixed(2)).join(' / ');
}
