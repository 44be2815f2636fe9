import { DOCUMENT } from '@angular/common';
import { computed, DestroyRef, effect, inject, Service, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { keptChoice } from '../settings/kept-choice.ts';
import { METERED_CONNECTION } from './metered-connection.ts';
import { Retry } from './retry.ts';
import { TIMER } from '../ui/timer.ts';
import type { ShardAddress } from './weights-protocol.ts';
import { WeightsService } from './weights-service.ts';
import { WeightsFailure, WeightsWorker } from './weights-worker.ts';

/** Files that may fail to arrive one after the other before it is the network, not the file. */
const FAILURES_IN_A_ROW = 2;

/**
 * What the download does: it has not begun; goes on; asks whether it may use a metered connection; was
 * paused; waits for the network; cannot keep what it fetches; met files that are damaged at the server;
 * or every file is here.
 */
export type DownloadState =
  'off' | 'running' | 'asking' | 'paused' | 'waiting' | 'unkept' | 'damaged' | 'done';

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
  readonly whole: number;
  /** Damaged or missing, and fetched anew. */
  readonly mended: number;
  /** Damaged or missing still. */
  readonly missing: number;
}

/**
 * Fetches every shard of the export in use, one after the other, until all are kept on this device.
 * Each visit begins with a look at what is kept: a shard counts when its bytes are what its hash says.
 */
@Service()
export class ShardDownload {
  private readonly weights = inject(WeightsService);
  private readonly worker = inject(WeightsWorker);
  private readonly isMetered = inject(METERED_CONNECTION);
  private readonly choice = keptChoice<Choice>('offline.download', {
    isValid: (text): text is Choice => ['auto', 'allowed', 'paused'].includes(text),
    fallback: 'auto',
  });
  private readonly retrying = new Retry(inject(TIMER), () => {
    this.begin();
  });
  private readonly isOn = signal(false);
  private readonly current = signal<DownloadState>('off');
  /** Addresses of the files that are here, whole. */
  private readonly here = signal<ReadonlySet<string>>(new Set());
  private running = new AbortController();

  readonly state = this.current.asReadonly();
  readonly progress = computed((): DownloadProgress => {
    const timeline = this.weights.set()?.timeline ?? [];
    const shards = this.weights.shards();
    const here = this.here();
    const sizes = timeline.map(({ shard }) => shard.bytes ?? 0);
    const sizesHere = sizes.filter((_, index) => here.has(shards[index]?.file ?? ''));
    return {
      ...{ files: sizes.length, filesHere: sizesHere.length },
      ...{ bytes: sum(sizes), bytesHere: sum(sizesHere) },
    };
  });

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    const goOn = (): void => {
      if (this.current() === 'waiting') this.run();
    };
    window?.addEventListener('online', goOn);
    this.worker.lost.pipe(takeUntilDestroyed()).subscribe(() => {
      this.here.set(new Set());
      this.run();
    });
    inject(DestroyRef).onDestroy(() => {
      window?.removeEventListener('online', goOn);
      this.stop();
    });
    effect(() => {
      const isReady = this.isOn() && this.weights.shards().length > 0;
      untracked(() => {
        this.here.set(new Set());
        if (isReady) this.run();
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

  /** Looks at every shard that is kept, byte for byte, and mends what it may. Never rejects. */
  async inspect(): Promise<Inspection> {
    this.stop();
    const { signal } = (this.running = new AbortController());
    return this.pass(this.weights.shards(), signal);
  }

  /** Deletes every shard and fetches none until it is told to go on. Rejects with `WeightsFailure`. */
  async clear(): Promise<void> {
    this.choice.choose('paused');
    this.stop();
    await this.worker.clear(new AbortController().signal);
    this.here.set(new Set());
    this.current.set('paused');
  }

  private run(): void {
    if (!this.isOn()) return;
    this.stop();
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
    this.retrying.reset();
  }

  private async pass(shards: readonly ShardAddress[], signal: AbortSignal): Promise<Inspection> {
    const choice = this.choice.value();
    const mayFetch = choice === 'allowed' || (choice === 'auto' && !this.isMetered());
    this.current.set('running');
    const found = { whole: 0, mended: 0 };
    let end: DownloadState = 'done';
    let failuresInARow = 0;
    for (const shard of newestFirst(shards)) {
      try {
        const { isKept, wasFetched } = await this.worker.assure(shard, mayFetch, signal);
        this.note(shard, isKept);
        failuresInARow = 0;
        if (isKept) found[wasFetched ? 'mended' : 'whole'] += 1;
        else end = mayFetch ? 'unkept' : choice === 'paused' ? 'paused' : 'asking';
        // The next one would find no room either.
        if (end === 'unkept') break;
      } catch (error) {
        // A WeightsFailure of the file; or the signal, when something newer began.
        if (signal.aborted) break;
        this.note(shard, false);
        const isDamaged = error instanceof WeightsFailure && error.isCorrupt;
        if (end !== 'waiting') end = isDamaged ? 'damaged' : 'waiting';
        failuresInARow = isDamaged ? 0 : failuresInARow + 1;
        if (failuresInARow === FAILURES_IN_A_ROW) break;
      }
    }
    if (!signal.aborted) this.endWith(end);
    return { ...found, missing: shards.length - found.whole - found.mended };
  }

  private endWith(state: DownloadState): void {
    this.current.set(state);
    if (state === 'waiting') this.retrying.failed();
    else this.retrying.reset();
  }

  private note({ file }: ShardAddress, isHere: boolean): void {
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
