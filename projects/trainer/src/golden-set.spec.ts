import { answerOf, calibrationOf, forward, prepareInput, type Answer, type Stroke } from '#model';
import { join } from 'node:path';
import { GOLDEN_DRAWINGS } from '../../engine/testing/golden-drawings.ts';
import { replay } from '../../engine/testing/replay.ts';
import { checkpointNamed, readCheckpoint, readManifest } from './read-export.ts';

/** An answer that stands for less than a glance is not read by anyone. */
const GLANCE_MS = 500;

describe('the default weights on the golden set', () => {
  const path = join(import.meta.dirname, '../../../exports/mlp_weights.json');
  const manifest = readManifest(path);
  const weights = readCheckpoint(path, manifest, checkpointNamed(manifest));
  const calibration = calibrationOf(manifest, path);
  const answerTo = (strokes: readonly Stroke[]): Answer =>
    answerOf(forward(manifest.network, weights, prepareInput(strokes)).logits, calibration);

  const digits = GOLDEN_DRAWINGS.filter(({ label }) => label !== null);
  const nonDigits = GOLDEN_DRAWINGS.filter(({ label }) => label === null);
  const halves = [false, true].map((heldOut) =>
    [digits, nonDigits].map((drawings) =>
      drawings.filter((drawing) => drawing.heldOut === heldOut),
    ),
  );

  it('read 97 % of the digits, of the held-out writers too', () => {
    for (const drawings of [digits, ...halves.map(([ofDigits = []]) => ofDigits)]) {
      const misread = drawings
        .map(({ id, label, strokes }) => ({ id, label, read: likeliest(answerTo(strokes)) }))
        .filter(({ label, read }) => label !== read);
      expect(1 - misread.length / drawings.length)
        .withContext(misread.map(({ id, read }) => `${id} as ${read}`).join(', '))
        .toBeGreaterThanOrEqual(0.97);
    }
  });

  it('take at least three quarters of the others for no digit, and no more than 2 % of the digits', () => {
    const refused = (drawings: typeof digits): number =>
      drawings.filter(({ strokes }) => !answerTo(strokes).isDigit).length / drawings.length;
    expect(refused(digits)).toBeLessThanOrEqual(0.02);
    for (const [, drawings = []] of halves) expect(refused(drawings)).toBeGreaterThanOrEqual(0.75);
  });

  it('name one other digit at most along the last half of a digit, for longer than a glance', () => {
    for (const { id, strokes } of digits) {
      const named = digitsNamed(strokes, answerTo);
      expect(named.length)
        .withContext(`${id}: ${named.join(', ')}`)
        .toBeLessThanOrEqual(2);
    }
  });
});

function likeliest({ probabilities }: Answer): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

/** The digits that stand for a glance or longer while the last half is drawn, one after the other. */
function digitsNamed(
  strokes: readonly Stroke[],
  answerTo: (strokes: readonly Stroke[]) => Answer,
): number[] {
  const half = (strokes.at(-1)?.at(-1)?.time ?? 0) / 2;
  const named: number[] = [];
  let [shown, since]: [number | undefined, number] = [undefined, half];
  for (const { strokes: part, time } of replay(strokes)) {
    if (time < half) continue;
    const answer = answerTo(part);
    const digit =
      answer.isDigit && Math.max(...answer.probabilities) >= 0.67 ? likeliest(answer) : undefined;
    if (digit !== shown) [shown, since] = [digit, time];
    if (digit !== undefined && time - since >= GLANCE_MS && named.at(-1) !== digit) {
      named.push(digit);
    }
  }
  return named;
}
