import { parameterCount, type Drawing, type PackedWeights } from '#model';
import { signal } from '@angular/core';
import type { Clock } from '../../../platform/clock.ts';
import { WorkerDeath } from '../../../platform/worker-client.ts';
import { InferenceFailure } from './inference-failure.ts';
import type { Film, FilmJudgements, KeptCheckpoint } from '../shared/inference-protocol.ts';

/** How long the pen must be up: another stroke may follow, and what is worked out meanwhile would be for nothing. */
const QUIET_MS = 400;
/**
 * Memory for packed weights, twice what the default timeline needs: as many checkpoints as the page keeps decoded
 * (`CheckpointLoader`), at half the size. Of a longer film, or a larger network, checkpoints in between are left out.
 */
const PACKED_BYTES = 16 * 2 ** 20;
const HALF_BYTES = 2;

/** A drawing at rest, and the checkpoints whose answers to it are wanted. */
export interface FilmSheet {
  readonly drawing: Drawing;
  /** Whether the drawing is fitted and centred first. */
  readonly isPrepared: boolean;
  readonly film: Film;
  /** How many checkpoints the timeline has. */
  readonly count: number;
  /** Indices of those whose weights are stored on this device. */
  readonly stored: ReadonlySet<number>;
}

/** What the answers need. */
export interface FilmOptions {
  /** The worker (`InferenceWorker`). */
  readonly judgeFilm: (key: string, signal: AbortSignal) => Promise<FilmJudgements>;
  readonly keep: (checkpoint: KeptCheckpoint) => Promise<void>;
  /** A checkpoint's weights as stored on this device; undefined if they are not, or damaged. */
  readonly packed: (index: number, signal: AbortSignal) => Promise<PackedWeights | undefined>;
  readonly clock: Clock;
}

const NONE: FilmJudgements = new Map();

/**
 * What every checkpoint on this device makes of a drawing, once the drawing has been at rest for a while. The worker
 * alone knows what it keeps: what it has no answer of is brought to it, also after it has died.
 */
export class FilmAnswers {
  private readonly options: FilmOptions;
  private readonly newest = signal(NONE);
  private sheet: FilmSheet | undefined;
  /** Ends what is under way. */
  private ending = new AbortController();
  private cancelTimer: (() => void) | undefined;
  private isWorking = false;

  /** By index in the timeline; empty until the answers to this drawing are there. */
  readonly judgements = this.newest.asReadonly();

  constructor(options: FilmOptions) {
    this.options = options;
  }

  /**
   * Takes what is on the sheet; undefined while the pen is down or nothing is drawn. What belongs to another drawing is
   * dropped at once. Checkpoints that have arrived since are added.
   */
  follow(sheet: FilmSheet | undefined): void {
    const { sheet: before } = this;
    this.sheet = sheet;
    if (!sheet || !before || !isSameReading(sheet, before)) this.drop();
    else if (sheet.stored === before.stored) return;
    if (sheet && !this.isWorking) this.schedule();
  }

  /** Drops everything, for good. */
  stop(): void {
    this.follow(undefined);
  }

  private drop(): void {
    this.ending.abort();
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.isWorking = false;
    this.newest.set(NONE);
  }

  private schedule(): void {
    this.cancelTimer ??= this.options.clock.after(QUIET_MS, () => {
      this.cancelTimer = undefined;
      void this.begin();
    });
  }

  private async begin(): Promise<void> {
    const { sheet } = this;
    if (!sheet) return;
    const { signal } = (this.ending = new AbortController());
    this.isWorking = true;
    try {
      await this.work(sheet, signal);
    } catch (error) {
      // The worker died or cannot use the weights, which the page says by itself.
      const isExpected = error instanceof InferenceFailure || error instanceof WorkerDeath;
      if (!signal.aborted && !isExpected) throw error;
    }
    // By a newer drawing.
    if (signal.aborted) return;
    this.isWorking = false;
    if (this.sheet?.stored !== sheet.stored) this.schedule();
  }

  private async work({ film, count, stored }: FilmSheet, signal: AbortSignal): Promise<void> {
    const { judgeFilm, keep, packed } = this.options;
    const judge = async (): Promise<FilmJudgements> => {
      const judgements = await judgeFilm(film.key, signal);
      signal.throwIfAborted();
      if (judgements.size > 0) this.newest.set(judgements);
      return judgements;
    };
    const known = await judge();
    let isMore = false;
    // The newest first, as they are downloaded.
    for (const index of framesOf(film, count).reverse()) {
      if (known.has(index) || !stored.has(index)) continue;
      const weights = await packed(index, signal);
      signal.throwIfAborted();
      if (!weights) continue;
      await keep({ film, index, weights });
      isMore = true;
    }
    if (isMore) await judge();
  }
}

/** The checkpoints to keep, evenly spaced over the timeline, with both its ends; none if two do not fit. */
function framesOf({ network }: Film, count: number): number[] {
  const most = Math.floor(PACKED_BYTES / (HALF_BYTES * parameterCount(network)));
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  if (most < 2) return [];
  return Array.from({ length: most }, (_, frame) => Math.round((frame * (count - 1)) / (most - 1)));
}

/** Whether the answers of one sheet are those of the other. */
function isSameReading(a: FilmSheet, b: FilmSheet): boolean {
  return a.drawing === b.drawing && a.isPrepared === b.isPrepared && a.film.key === b.film.key;
}
