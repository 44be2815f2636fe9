import {
  calibrationOf,
  FormatError,
  parseManifest,
  type AnswerCalibration,
  type Checkpoint,
  type NetworkSpec,
} from '#model';
import { DOCUMENT } from '@angular/common';
import { computed, inject, resource, Service } from '@angular/core';
import { fetchFile } from './fetch-file';

/** The default weights, as the trainer writes them. */
const DEFAULT_MANIFEST = 'exports/mlp_weights.json';

/** A checkpoint and its file, not yet verified or decoded: the inference worker does both. */
export interface FetchedCheckpoint {
  readonly network: NetworkSpec;
  readonly calibration: AnswerCalibration;
  readonly checkpoint: Checkpoint;
  /** Address that the bytes came from. */
  readonly file: string;
  readonly bytes: ArrayBuffer;
}

/** Where the weights come from: the last checkpoint of the export that is served with the app. */
@Service()
export class WeightsService {
  private readonly baseUrl = inject(DOCUMENT).baseURI;
  private attempts = 0;

  private readonly loading = resource({
    loader: ({ abortSignal }) => this.fetchLast(abortSignal),
  });

  /** The checkpoint in use; undefined until it has arrived. */
  readonly checkpoint = computed(() =>
    this.loading.hasValue() ? this.loading.value() : undefined,
  );
  /** Why it did not arrive: names the file, what was expected and what was found. */
  readonly error = computed(() => this.loading.error()?.message);

  /** Tries again, past the browser's cache. */
  retry(): void {
    this.loading.reload();
  }

  private async fetchLast(signal: AbortSignal): Promise<FetchedCheckpoint> {
    const cache = this.attempts++ === 0 ? 'default' : 'reload';
    const manifestUrl = new URL(DEFAULT_MANIFEST, this.baseUrl).href;
    const text = new TextDecoder().decode(await fetchFile(manifestUrl, { signal, cache }));
    const manifest = parseManifest(text, manifestUrl);
    const { network, timeline } = manifest;
    const calibration = calibrationOf(manifest, manifestUrl);
    const checkpoint = timeline.at(-1);
    if (!checkpoint) throw new FormatError(manifestUrl, 'timeline', 'a checkpoint', 'none');
    const file = new URL(checkpoint.shard.path, manifestUrl).href;
    const bytes = await fetchFile(file, { signal, cache });
    return { network, calibration, checkpoint, file, bytes };
  }
}
