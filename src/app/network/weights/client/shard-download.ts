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

/** What the next attempt does not put right by itself, and what is worth one. */
const WORTH_RETRYING: readonly DownloadState[] = ['waiting', 'blocked'];

/**
 * What the download does: nothing is known yet; it looks at what is kept; fetches what is missing; cannot keep
 * what it fetches; or how fetching ended: it asks whether it may use a metered connection, was paused, waits for
 * the network, met files that arrive damaged or do not arrive (`problems` tells), or every file is here.
 */
export type DownloadState = 'off' | 'checking' | 'running' | 'unstorable' | FetchOutcome['state'];

/** `auto` fetches unless the connection is metered. */
type Choice = 'auto' | 'allowed' | 'paused';

/** How far it is. */
export interface DownloadProgress {
  readonly files: number;
  readonly filesHere: number;
  /** As the manifest names them; 0 where it does not. */
  readonly bytes: number;
  readonly bytesHere: number;
}

/** What a look at every shard found. */
export interface Inspection {
  /** Whole, as they were. */
  readonly valid: number;
  /** Damaged or missing, and fetched anew. */
  readonly repaired: number;
  /** Damaged or missing still. */
  readonly missing: number;
  /** Not looked at: something else came first, or storage does not work. */
  readonly unknown: number;
}

/**
 * Fetches every shard of the export in use, one after the other, until all are kept on this device.
 * Each visit begins with a look at what is kept: a shard counts when its bytes are what its hash says.
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
  /** Addresses of the files that are here, whole. */
  private readonly here = signal<ReadonlySet<string>>(new Set());
  private readonly refused = signal<readonly FileProblem[]>([]);
  private running = new AbortController();
  /** Nothing ends it but what makes its result worthless. */
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

  /** Fetches nothing more, on later visits neither, until it is told to go on. */
  pause(): void {
    this.choice.choose('paused');
    this.run();
  }

  /** Goes on, on a metered connection too. */
  resume(): void {
    this.choice.choose('allowed');
    this.run();
  }

  /**
   * Looks at every shard that is kept, byte for byte, and mends what it may.
   * @returns undefined as long as it is not known what there is to be
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
   * Deletes every shard and fetches none until it is told to go on. Rejects with `WeightsFailure`: some or all
   * are still here then.
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

  /** What is here has to be looked at again, all of it. */
  private beginAnew(): void {
    this.stop();
    this.here.set(new Set());
    this.run();
  }

  private run(): void {
    // What an inspection finds would be found again; what it has not reached would be unknown.
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

  /** Looks at shards, then fetches those that are missing, if it may; until the signal ends it. */
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
      // Else something newer began.
      if (!signal.aborted) {
        const { isUnreachable = false, storage } =
          error instanceof WeightsFailure ? error.failure : {};
        // The worker's own script may not have arrived yet.
        // A database that is being deleted does not open, and the next one does. What was fetched in vain is not
        // fetched again and again.
        const mayHeal = storage === 'failed' && !isLookedAt;
        this.endWith(isUnreachable ? 'waiting' : 'unstorable', isUnreachable || mayHeal);
        if (!isUnreachable && !storage) throw error;
      }
    }
    const unknown = shards.length - valid - missing.length;
    return { valid, repaired, missing: missing.length - repaired, unknown };
  }

  /** What keeps it from fetching more. */
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

/** The timeline's end is what visitors see first. */
function newestFirst(shards: readonly ShardAddress[]): ShardAddress[] {
  return [...shards].reverse();
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
