import { computed, DestroyRef, effect, inject, Service, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { persistedChoice } from '../../../platform/persisted.ts';
import { fetchShards, type FetchOutcome, type Obstacle } from './fetch-shards.ts';
import type { FileProblem } from '../shared/file-failure.ts';
import { METERED_CONNECTION } from '../../../platform/browser.ts';
import { Retry } from '../../../platform/retry.ts';
import { CLOCK } from '../../../platform/clock.ts';
import { whenOnline } from '../../../platform/when-online.ts';
import { SERVER_PROBE } from '../shared/server-probe.ts';
import type { ShardAddress } from '../shared/shard-address.ts';
import { WeightsService } from './weights-service.ts';
import { WeightsFailure } from './weights-failure.ts';
import { WeightsClient } from './weights-client.ts';

/** States in which another attempt may succeed. */
const WORTH_RETRYING: readonly DownloadState[] = ['waiting', 'blocked'];

/**
 * State of the download: not started; checking the stored shards; fetching missing ones; unable to store what it
 * fetches; or how fetching ended: it needs permission for a metered connection, was paused, waits for the network, got
 * damaged or missing files (see `problems`), or has every file.
 */
export type DownloadState = 'off' | 'checking' | 'running' | 'unstorable' | FetchOutcome['state'];

/** `auto` fetches unless the connection is metered. */
type Choice = 'auto' | 'allowed' | 'paused';

/** Progress of the download. */
export interface DownloadProgress {
  readonly files: number;
  readonly filesHere: number;
  /** From the manifest; 0 if it does not say. */
  readonly bytes: number;
  readonly bytesHere: number;
}

/** The result of checking every shard. */
export interface Inspection {
  /** Stored and undamaged. */
  readonly valid: number;
  /** Were damaged or missing, and have been fetched again. */
  readonly repaired: number;
  /** Still damaged or missing. */
  readonly missing: number;
  /** Not checked: interrupted, or storage does not work. */
  readonly unknown: number;
}

/**
 * Fetches every shard of the current export, one after the other, until all are stored on this device. Each visit
 * begins by checking the stored shards: a shard counts only if its bytes match its hash.
 */
@Service()
export class ShardDownload {
  private readonly weights = inject(WeightsService);
  private readonly worker = inject(WeightsClient);
  private readonly isMetered = inject(METERED_CONNECTION);
  private readonly doesServerAnswer = inject(SERVER_PROBE);
  private readonly choice = persistedChoice<Choice>('offline.download', {
    isValid: (text): text is Choice => ['auto', 'allowed', 'paused'].includes(text),
    fallback: 'auto',
  });
  private readonly retrying = new Retry(inject(CLOCK), () => {
    this.begin();
  });
  private readonly isOn = signal(false);
  private readonly current = signal<DownloadState>('off');
  /** Addresses of the files that are stored and valid. */
  private readonly here = signal<ReadonlySet<string>>(new Set());
  private readonly refused = signal<readonly FileProblem[]>([]);
  private running = new AbortController();
  /** An inspection in progress. Aborted only if its result has become worthless. */
  private inspecting: AbortController | undefined;
  private isRunDue = false;

  readonly state = this.current.asReadonly();
  /** Files that the network is not to blame for. */
  readonly problems = this.refused.asReadonly();
  readonly progress = computed((): DownloadProgress => {
    const timeline = this.weights.set()?.timeline ?? [];
    const shards = this.weights.shards();
    const here = this.here();
    const sizes = timeline.map(({ shard }) => shard.bytes ?? 0);
    const sizesHere = sizes.filter((_, index) => here.has(shards[index]?.file ?? ''));
    return {
      files: sizes.length,
      filesHere: sizesHere.length,
      bytes: sum(sizes),
      bytesHere: sum(sizesHere),
    };
  });

  constructor() {
    whenOnline(() => {
      if (WORTH_RETRYING.includes(this.current())) this.run();
    });
    this.worker.databaseClosed.pipe(takeUntilDestroyed()).subscribe(() => {
      this.beginAnew();
    });
    inject(DestroyRef).onDestroy(() => {
      this.stop();
    });
    let known: readonly ShardAddress[] | undefined;
    effect(() => {
      if (!this.isOn()) return;
      const shards = this.weights.shards();
      untracked(() => {
        if (known && shards !== known) this.beginAnew();
        else this.run();
        known = shards;
      });
    });
  }

  /** Begins, as soon as there is an export. */
  start(): void {
    this.isOn.set(true);
  }

  /** Stops fetching, on later visits too, until `resume`. */
  pause(): void {
    this.choice.choose('paused');
    this.run();
  }

  /** Continues, even on a metered connection. */
  resume(): void {
    this.choice.choose('allowed');
    this.run();
  }

  /**
   * Verifies every stored shard, byte for byte, and repairs what it can.
   * @returns undefined if there is no export yet
   */
  async inspect(): Promise<Inspection | undefined> {
    const shards = this.weights.shards();
    if (shards.length === 0) return undefined;
    this.stop();
    const inspecting = (this.inspecting = this.running = new AbortController());
    try {
      return await this.pass(shards, inspecting.signal);
    } finally {
      if (this.inspecting === inspecting) {
        this.inspecting = undefined;
        if (this.isRunDue && this.current() !== 'done') this.run();
      }
    }
  }

  /**
   * Deletes every shard and fetches none until `resume`. Rejects with `WeightsFailure`: then some or all are still
   * stored.
   */
  async clear(): Promise<void> {
    const choice = this.choice.value();
    this.choice.choose('paused');
    this.stop();
    this.refused.set([]);
    try {
      await this.worker.clear(new AbortController().signal);
      this.here.set(new Set());
      this.current.set('paused');
    } catch (error) {
      this.choice.choose(choice);
      this.run();
      throw error;
    }
  }

  /** Checks every shard again. */
  private beginAnew(): void {
    this.stop();
    this.here.set(new Set());
    this.run();
  }

  private run(): void {
    // A run would repeat and cut short an inspection in progress; wait for it.
    this.isRunDue = this.inspecting !== undefined;
    if (!this.isOn() || this.weights.shards().length === 0 || this.isRunDue) return;
    this.stop();
    this.current.set('checking');
    this.begin();
  }

  private begin(): void {
    this.running.abort();
    const { signal } = (this.running = new AbortController());
    const here = this.here();
    const missing = this.weights.shards().filter(({ file }) => !here.has(file));
    void this.pass(missing, signal);
  }

  private stop(): void {
    this.running.abort();
    this.inspecting = undefined;
    this.retrying.reset();
  }

  /** Checks shards, then fetches the missing ones where allowed, until aborted. */
  private async pass(shards: readonly ShardAddress[], signal: AbortSignal): Promise<Inspection> {
    let [valid, repaired] = [0, 0];
    let isLookedAt = false;
    const missing: ShardAddress[] = [];
    try {
      for (const shard of newestFirst(shards)) {
        const { isStored } = await this.worker.ensureStored(shard, false, signal);
        this.markDownloaded(shard, isStored);
        if (isStored) valid += 1;
        else missing.push(shard);
      }
      isLookedAt = true;
      const { state, problems } = await fetchShards(missing, {
        fetch: (shard) => {
          if (!WORTH_RETRYING.includes(this.current())) this.current.set('running');
          return this.worker.ensureStored(shard, true, signal);
        },
        came: (shard) => {
          this.current.set('running');
          this.markDownloaded(shard, true);
          repaired += 1;
        },
        obstacle: () => this.obstacle(),
        doesServerAnswer: this.doesServerAnswer,
      });
      signal.throwIfAborted();
      this.refused.set(problems);
      this.endWith(state);
    } catch (error) {
      // If aborted, a newer pass has taken over.
      if (!signal.aborted) {
        const { isUnreachable = false, storage } =
          error instanceof WeightsFailure ? error.failure : {};
        // Unreachable: perhaps the worker's own script has not arrived yet.
        // A database that is just being deleted does not open, but will later. Retry only if that happened before the
        // first download: otherwise the same files would be fetched over and over.
        const mayHeal = storage === 'failed' && !isLookedAt;
        this.endWith(isUnreachable ? 'waiting' : 'unstorable', isUnreachable || mayHeal);
        if (!isUnreachable && !storage) throw error;
      }
    }
    const unknown = shards.length - valid - missing.length;
    return { valid, repaired, missing: missing.length - repaired, unknown };
  }

  /** What prevents further fetching. */
  private obstacle(): Obstacle | undefined {
    const choice = this.choice.value();
    if (choice === 'paused') return 'paused';
    return choice === 'auto' && this.isMetered() ? 'asking' : undefined;
  }

  private endWith(state: DownloadState, isWorthRetrying = WORTH_RETRYING.includes(state)): void {
    this.current.set(state);
    if (isWorthRetrying) this.retrying.scheduleNext();
    else this.retrying.reset();
  }

  private markDownloaded({ file }: ShardAddress, isHere: boolean): void {
    if (this.here().has(file) === isHere) return;
    const here = new Set(this.here());
    if (isHere) here.add(file);
    else here.delete(file);
    this.here.set(here);
  }
}

/** Visitors first see the end of the timeline. */
function newestFirst(shards: readonly ShardAddress[]): ShardAddress[] {
  return [...shards].reverse();
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
