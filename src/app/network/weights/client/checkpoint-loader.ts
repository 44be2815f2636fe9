import { parameterCount, type NetworkWeights } from '#model';
import { signal } from '@angular/core';
import { DecodedCache } from './decoded-cache.ts';
import { fetchOrder, type Direction } from './fetch-order.ts';
import { Retry } from '../../../platform/retry.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { CheckpointOrigin, NetworkInUse } from '../../network-in-use.ts';
import type { ShardState, WeightSet, WeightsProblem } from '../shared/weight-set.ts';

/**
 * Decoded weights to hold in memory: more than twice the default timeline's 15 MB, so that revisiting it costs nothing,
 * yet little enough for a tablet with 2 GB.
 */
const DECODED_BYTES = 32 * 2 ** 20;
const FLOAT_BYTES = 4;
/** How many checkpoints to load ahead of the visitor, and how many of them at a time. */
const REACH = 4;
const FETCHED_AHEAD_AT_A_TIME = 2;
/** A checkpoint is shown as loading only after this many milliseconds; a faster one would make its dot blink. */
const SHOWN_AS_LOADING_AFTER_MS = 300;

/** A checkpoint whose weights are verified and decoded. */
type LoadedCheckpoint = NetworkInUse<CheckpointOrigin>;

/** What a loader works with. */
export interface LoaderOptions {
  readonly set: WeightSet;
  /** Of the last checkpoint, which is shown first. */
  readonly weights: NetworkWeights;
  /** Per checkpoint: whether its shard is stored on this device. */
  readonly stored: readonly boolean[];
  /** Loads verified and decoded weights; rejects if that fails. */
  readonly load: (index: number, signal: AbortSignal) => Promise<NetworkWeights>;
  readonly describe: (error: unknown) => Pick<WeightsProblem, 'message' | 'isCorrupt'>;
  readonly clock: Clock;
}

/** A checkpoint being loaded. */
interface Fetch {
  readonly controller: AbortController;
  /** Whether it has taken long enough to be shown as loading. */
  isSlow: boolean;
  /** Cancels the timer that sets `isSlow`. */
  readonly cancelTimer: () => void;
}

/**
 * Loads the checkpoints of one export on request. The newest request wins: loads that are no longer needed are aborted,
 * and an earlier request is never shown after a later one. Once the requested checkpoint is there, its neighbours in the
 * direction of travel are loaded too.
 */
export class CheckpointLoader {
  private readonly options: LoaderOptions;
  private readonly last: number;
  private readonly cache: DecodedCache<LoadedCheckpoint>;
  private readonly reach: number;
  private readonly retrying: Retry;
  private readonly underWay = new Map<number, Fetch>();
  private readonly failed = new Set<number>();
  private readonly storedState;
  /** Sequence number of the last request for each index. */
  private readonly askedAt = new Map<number, number>();
  private asks = 0;
  private shownAt = 0;
  private direction: Direction = 0;

  private readonly positionState;
  private readonly shown;
  private readonly failure = signal<WeightsProblem | undefined>(undefined);
  private readonly shardStates = signal<readonly ShardState[]>([], { equal: areSame });

  readonly set: WeightSet;
  readonly position;
  readonly loaded;
  readonly problem = this.failure.asReadonly();
  readonly states = this.shardStates.asReadonly();
  /** Indices of the checkpoints whose shards are stored on this device. */
  readonly stored;

  constructor(options: LoaderOptions) {
    this.options = options;
    this.set = options.set;
    this.last = options.set.timeline.length - 1;
    const stored = options.stored.flatMap((isStored, index) => (isStored ? [index] : []));
    this.storedState = signal<ReadonlySet<number>>(new Set(stored));
    this.stored = this.storedState.asReadonly();
    const bytes = parameterCount(options.set.network) * FLOAT_BYTES;
    const capacity = Math.floor(DECODED_BYTES / bytes);
    this.cache = new DecodedCache(capacity);
    // Leave room for the requested checkpoint and the one behind it.
    this.reach = Math.min(REACH, Math.max(0, capacity - 2));
    this.retrying = new Retry(options.clock, () => {
      this.failed.delete(this.positionState());
      this.advance();
    });
    const first = loadedCheckpoint(options.set, this.last, options.weights);
    this.cache.put(this.last, first);
    this.positionState = signal(this.last);
    this.position = this.positionState.asReadonly();
    this.shown = signal(first);
    this.loaded = this.shown.asReadonly();
    this.updateStates();
  }

  /** Asks for a checkpoint. An index out of range is clamped. */
  ask(index: number): void {
    const from = this.positionState();
    const to = Math.min(this.last, Math.max(0, Math.round(index)));
    if (to !== from) this.direction = to > from ? 1 : -1;
    this.positionState.set(to);
    this.askedAt.set(to, ++this.asks);
    this.failed.delete(to);
    this.retrying.reset();
    this.failure.set(undefined);
    const cached = this.cache.use(to);
    if (cached) this.show(cached);
    this.advance();
  }

  /** Retries at once what failed. */
  retry(): void {
    this.failed.clear();
    this.retrying.reset();
    this.advance();
  }

  /** Marks a checkpoint's shard as stored on this device. */
  markStored(isFile: (index: number) => boolean): void {
    const stored = this.stored();
    const more = this.set.timeline.flatMap((_, index) =>
      isFile(index) && !stored.has(index) ? [index] : [],
    );
    if (more.length > 0) this.storedState.set(new Set([...stored, ...more]));
    this.updateStates();
  }

  /** Aborts all loading. */
  stop(): void {
    this.retrying.reset();
    for (const index of this.underWay.keys()) this.abort(index);
  }

  private advance(): void {
    const [wanted = this.last, ...neighbours] = fetchOrder(
      this.positionState(),
      this.direction,
      this.last + 1,
      this.reach,
    );
    for (const index of this.underWay.keys()) {
      if (index !== wanted && !neighbours.includes(index)) this.abort(index);
    }
    if (this.cache.has(wanted)) this.fetchAhead(neighbours);
    else if (this.isMissing(wanted)) this.fetch(wanted);
    this.updateStates();
  }

  private abort(index: number): void {
    const fetch = this.underWay.get(index);
    fetch?.cancelTimer();
    fetch?.controller.abort();
    this.underWay.delete(index);
  }

  private fetchAhead(neighbours: readonly number[]): void {
    for (const index of neighbours) {
      if (this.underWay.size >= FETCHED_AHEAD_AT_A_TIME) return;
      if (this.isMissing(index)) this.fetch(index);
    }
  }

  private isMissing(index: number): boolean {
    return !this.cache.has(index) && !this.underWay.has(index) && !this.failed.has(index);
  }

  private fetch(index: number): void {
    const controller = new AbortController();
    const fetch: Fetch = {
      controller,
      isSlow: false,
      cancelTimer: this.options.clock.after(SHOWN_AS_LOADING_AFTER_MS, () => {
        fetch.isSlow = true;
        this.updateStates();
      }),
    };
    this.underWay.set(index, fetch);
    this.options.load(index, controller.signal).then(
      (weights) => {
        if (!this.settle(index, fetch)) return;
        this.arrived(loadedCheckpoint(this.set, index, weights));
      },
      (error: unknown) => {
        if (!this.settle(index, fetch)) return;
        this.failedToArrive(index, error);
      },
    );
  }

  /**
   * Forgets a fetch that has ended.
   * @returns whether its result counts: it does not if the fetch was aborted meanwhile
   */
  private settle(index: number, fetch: Fetch): boolean {
    if (this.underWay.get(index) !== fetch) return false;
    fetch.cancelTimer();
    this.underWay.delete(index);
    return true;
  }

  private arrived(loaded: LoadedCheckpoint): void {
    const { index } = loaded.origin;
    this.cache.put(index, loaded);
    this.show(loaded);
    if (index === this.positionState()) {
      this.retrying.reset();
      this.failure.set(undefined);
    }
    this.advance();
  }

  private failedToArrive(index: number, error: unknown): void {
    this.failed.add(index);
    if (index === this.positionState()) {
      this.failure.set({ kind: 'checkpoint', index, ...this.options.describe(error) });
      this.retrying.scheduleNext();
    }
    this.advance();
  }

  /** Shows a checkpoint if it was requested, and nothing requested later is shown already. */
  private show(loaded: LoadedCheckpoint): void {
    const askedAt = this.askedAt.get(loaded.origin.index) ?? 0;
    if (askedAt <= this.shownAt) return;
    this.shownAt = askedAt;
    this.shown.set(loaded);
  }

  private updateStates(): void {
    this.shardStates.set(this.set.timeline.map((_, index) => this.stateOf(index)));
  }

  private stateOf(index: number): ShardState {
    if (this.cache.has(index)) return 'here';
    if (this.failed.has(index)) return 'failed';
    if (this.stored().has(index)) return 'here';
    return this.underWay.get(index)?.isSlow ? 'loading' : 'absent';
  }
}

function loadedCheckpoint(
  set: WeightSet,
  index: number,
  weights: NetworkWeights,
): LoadedCheckpoint {
  const checkpoint = set.timeline[index];
  if (!checkpoint) throw new RangeError(`timeline: expected a checkpoint ${index}, found none`);
  const { network, calibration } = set;
  return { network, calibration, weights, origin: { kind: 'checkpoint', index, checkpoint } };
}

function areSame(some: readonly ShardState[], others: readonly ShardState[]): boolean {
  return some.length === others.length && some.every((state, index) => state === others[index]);
}
