import { initialWeights, type RunCheckpoint } from '#engine';
import { milestones, parseManifest, parseSnapshot, perceptronSpec, sha256Hex } from '#model';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ExportContents } from '../src/export-files.ts';

/** An export of so many checkpoints of a tiny network; every seed has bytes of its own. */
export function smallExport(seed: number, count: number): ExportContents {
  const spec = perceptronSpec([6, 4, 3]);
  const checkpoints = milestones(60_000)
    .slice(0, count)
    .map((milestone, index): RunCheckpoint => ({
      kind: 'checkpoint',
      milestone,
      imagesSeen: milestone.targetImages,
      batchesSeen: index,
      weights: initialWeights(spec, seed * 100 + index),
      accuracy: 0.5,
    }));
  return { spec, checkpoints, datasetSize: 60_000, training: { seed } };
}

/** Loads an export as any reader would, hashes checked; returns the seed it was made with. */
export function loadSmallExport(path: string): { seed: unknown; checkpoints: number } {
  const manifest = parseManifest(readFileSync(path, 'utf8'), path);
  for (const { shard } of manifest.timeline) {
    const file = join(dirname(path), shard.path);
    const text = readFileSync(file, 'utf8');
    parseSnapshot(text, file, manifest.network);
    const found = sha256Hex(new TextEncoder().encode(text));
    if (shard.sha256 !== found)
      throw new Error(`${file}: expected ${shard.sha256 ?? ''}, found ${found}`);
  }
  return { seed: manifest.training?.['seed'], checkpoints: manifest.timeline.length };
}
