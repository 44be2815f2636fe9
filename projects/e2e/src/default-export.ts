import {
  answerOf,
  calibrationOf,
  forward,
  parseManifest,
  parseSnapshot,
  type ForwardPass,
  type Manifest,
} from '#model';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

const EXPORTS = join(import.meta.dirname, '../../../exports');

/** The default export on disk, and the answers that it gives. */
export interface DefaultExport {
  readonly manifest: Manifest;
  /** The probabilities of a checkpoint for an image, in percent. */
  readonly percentagesOf: (index: number, pixels: readonly number[]) => number[];
  /** The values of the last checkpoint for an image, layer by layer. */
  readonly passOf: (pixels: readonly number[]) => ForwardPass;
}

/** Reads the default export without the app. */
export function readDefaultExport(): DefaultExport {
  const path = join(EXPORTS, 'mlp_weights.json');
  const manifest = parseManifest(readFileSync(path, 'utf8'), path);
  const calibration = calibrationOf(manifest, path);
  const passOf = (index: number, pixels: readonly number[]): ForwardPass => {
    const file = join(EXPORTS, manifest.timeline[index]?.shard.path ?? '');
    const weights = parseSnapshot(readFileSync(file, 'utf8'), file, manifest.network);
    return forward(manifest.network, weights, pixels);
  };
  return {
    manifest,
    percentagesOf: (index, pixels) => {
      const { logits } = passOf(index, pixels);
      return [...answerOf(logits, calibration).probabilities].map((share) => share * 100);
    },
    passOf: (pixels) => passOf(manifest.timeline.length - 1, pixels),
  };
}

/** How far a bar may be off: the image's pixels are rounded to 255ths, the bars to tenths. */
const ROUNDING_PERCENT = 1;

/** Whether the bars show these percentages. */
export function areNear(shown: readonly number[], expected: readonly number[]): boolean {
  return expected.every((percent, digit) => {
    return Math.abs((shown[digit] ?? NaN) - percent) < ROUNDING_PERCENT;
  });
}

/** Expects that the bars show these percentages. */
export function expectNear(shown: readonly number[], expected: readonly number[]): void {
  const rounded = expected.map((percent) => percent.toFixed(1)).join(' ');
  expect(areNear(shown, expected), `expected ${rounded}, found ${shown.join(' ')}`).toBe(true);
}
