import {
  answerOf,
  calibrationOf,
  forward,
  parseManifest,
  parseSnapshot,
  prepareInput,
  type Answer,
  type Stroke,
} from '#model';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GOLDEN_DRAWINGS } from '../../drawings/golden/golden-drawings.ts';
import { expect, test } from './app-page.ts';

const EXPORTS = join(import.meta.dirname, '../../../exports');
/** Percentage points by which a bar may differ from Node, because points are rounded to the page's pixels. */
const TOLERANCE = 1;
/**
 * How many of them are read, and how many refused, Node finds out on all (`golden-set.slow.spec.ts`); 60 digits,
 * 20 of them confusable, and 10 others show that the page gives the same results.
 */
const DRAWINGS = [
  ...someOf(40, ({ label, isConfusable }) => label !== null && !isConfusable),
  ...someOf(20, ({ isConfusable }) => isConfusable),
  ...someOf(10, ({ label }) => label === null),
];

test('reads golden drawings and doubts what is no digit, just as Node does', async ({
  app,
  page,
}) => {
  const answerTo = defaultNetwork();
  // The text for screen readers comes later and stays longer.
  const doubt = page
    .getByText('Not a digit?')
    .and(page.locator(':not([role="status"], [role="status"] *)'));
  await app.open();

  for (const { id, strokes } of DRAWINGS) {
    const { probabilities, isDigit } = answerTo(strokes);
    await app.drawStrokes(strokes, 'pen');
    // The bars belong to this drawing once they match Node's result for it.
    const farthest = async (): Promise<number> => {
      const shown = await app.percentages();
      return Math.max(...shown.map((bar, i) => Math.abs(bar - (probabilities[i] ?? NaN) * 100)));
    };
    await expect
      .poll(farthest, { message: `${id}: bars, points of percent off`, intervals: [10, 20, 50] })
      .toBeLessThanOrEqual(TOLERANCE);
    await expect(doubt, id).toBeVisible({ visible: !isDigit });
    // Not click(), which waits for two frames; there are many drawings.
    await app.button('Clear').dispatchEvent('click');
    await app.expectNoAnswer();
  }
});

/** As many drawings of a kind, from all over the set. */
function someOf(
  count: number,
  isOfKind: (drawing: (typeof GOLDEN_DRAWINGS)[number]) => boolean,
): typeof GOLDEN_DRAWINGS {
  const all = GOLDEN_DRAWINGS.filter(isOfKind);
  const between = Math.floor(all.length / count);
  // Not every n-th: the set takes its writers in turn, so that would be a few of them only.
  const places = new Set(
    Array.from(
      { length: count },
      (_, nth) => Math.floor((nth * all.length) / count) + (nth % between),
    ),
  );
  return all.filter((_, place) => places.has(place));
}

/** Node's answer to a drawing, from the last checkpoint of the exports that ship with the app. */
function defaultNetwork(): (strokes: readonly Stroke[]) => Answer {
  const path = join(EXPORTS, 'mlp_weights.json');
  const manifest = parseManifest(readFileSync(path, 'utf8'), path);
  const file = join(EXPORTS, manifest.timeline.at(-1)?.shard.path ?? '');
  const weights = parseSnapshot(readFileSync(file, 'utf8'), file, manifest.network);
  const calibration = calibrationOf(manifest, path);
  return (strokes) =>
    answerOf(forward(manifest.network, weights, prepareInput(strokes)).logits, calibration);
}
