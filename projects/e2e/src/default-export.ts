import {
  answerOf,
  calibrationOf,
  forward,
  parseManifest,
  parseSnapshot,
  type Checkpoint,
} from '#model';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const EXPORTS = join(import.meta.dirname, '../../../exports');
const MANIFEST = join(EXPORTS, 'mlp_weights.json');
const manifest = parseManifest(readFileSync(MANIFEST, 'utf8'), MANIFEST);
const calibration = calibrationOf(manifest, MANIFEST);

/** The checkpoints of the export that comes with the app. */
export const CHECKPOINTS: readonly Checkpoint[] = manifest.timeline;

/** What a checkpoint makes of a picture, worked out from its file: percent of each digit. */
export function percentagesOf(checkpoint: Checkpoint, pixels: readonly number[]): number[] {
  const file = join(EXPORTS, checkpoint.shard.path);
  const weights = parseSnapshot(readFileSync(file, 'utf8'), file, manifest.network);
  const { logits } = forward(manifest.network, weights, pixels);
  return Array.from(answerOf(logits, calibration).probabilities, (share) => share * 100);
}

/** The picture that the network sees: ink 0..1, rounded to 255ths, row-major. */
export function seenPixels(page: Page): Promise<number[]> {
  return page
    .getByRole('img', { name: 'What the network sees' })
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, 28, 28) ?? { data: [] };
      return Array.from({ length: 784 }, (_, index) => (data[index * 4 + 3] ?? 0) / 255);
    });
}
