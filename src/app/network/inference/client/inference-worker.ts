import { BLANK_DRAWING, isBlankDrawing, type LayerRanking, type NetworkWeights } from '#model';
import { DestroyRef, inject, InjectionToken, Service, signal } from '@angular/core';
import { WorkerClient, WorkerDeath } from '../../../platform/worker-client.ts';
import type { WorkerPort } from '../../../platform/worker-protocol.ts';
import type { NetworkInUse } from '../../network-in-use.ts';
import { buffersOf, copyOf } from '../../weight-buffers.ts';
import { buffersOfChange, changeBetween } from '../shared/drawing-change.ts';
import type {
  Activations,
  FilmJudgements,
  InferenceProtocol,
  KeptCheckpoint,
  Loaded,
  Read,
  Reading,
  SentReading,
} from '../shared/inference-protocol.ts';
import { InferenceFailure } from './inference-failure.ts';

/** Starts an inference worker. */
export const INFERENCE_WORKER_FACTORY = new InjectionToken<() => WorkerPort>('inference worker', {
  factory: () => () =>
    new Worker(new URL('../worker/inference-entry.ts', import.meta.url), { type: 'module' }),
});

/**
 * The network in its Web Worker. It reads one drawing and loads one network at a time. Of the requests that arrive
 * meanwhile only the newest is kept, so that the answers never lag behind the pen or the timeline.
 */
@Service({ autoProvided: false })
export class InferenceWorker {
  private readonly client = new WorkerClient<InferenceProtocol>({
    name: 'inference worker',
    start: inject(INFERENCE_WORKER_FACTORY),
    errorOf: (message) => new InferenceFailure(message),
    onDeath: ({ message }) => {
      this.died(message);
    },
  });

  private readonly isReady = signal(false);
  private readonly newest = signal<Activations | undefined>(undefined);
  private readonly newestAtRest = signal<readonly LayerRanking[] | undefined>(undefined);
  private readonly inUse = signal<NetworkInUse | undefined>(undefined);
  private readonly failure = signal<string | undefined>(undefined);

  /** Whether weights are loaded. Until then no drawing is read. */
  readonly ready = this.isReady.asReadonly();
  /** Activations for the newest drawing; undefined when it is blank. */
  readonly activations = this.newest.asReadonly();
  /** A live network's connections ranked by weight, shown while nothing is drawn. */
  readonly atRest = this.newestAtRest.asReadonly();
  /** The network that computed `activations`. Both change at the same time. */
  readonly shown = this.inUse.asReadonly();
  /** Why the newest weights could not be used, or that the worker died; undefined when all is well. */
  readonly error = this.failure.asReadonly();

  /** The network asked for last. */
  private wanted: NetworkInUse | undefined;
  private networkBeingLoaded: NetworkInUse | undefined;
  /** Counts how often the drawing was cleared. Answers to requests from before that are stale. */
  private sheet = 0;
  /** Weights that came back from the worker. */
  private spare: NetworkWeights | undefined;
  private reading: Reading | undefined;
  /** The newest reading sent to the worker. */
  private readingSent: Reading | undefined;
  private isReading = false;
  /** The drawing that the worker has now. */
  private drawingInWorker = BLANK_DRAWING;

  constructor() {
    // Start at once, so that the script loads in parallel with the weights.
    this.client.start();
    inject(DestroyRef).onDestroy(() => {
      this.client.end();
    });
  }

  /** Replaces the network. The current one stays until the new one has read the drawing. */
  load(network: NetworkInUse): void {
    this.wanted = network;
    this.failure.set(undefined);
    this.loadNewest();
  }

  /** Reads a drawing. */
  read(reading: Reading): void {
    this.reading = reading;
    if (isBlankDrawing(reading.drawing)) {
      this.sheet += 1;
      this.newest.set(undefined);
    }
    this.readNewest();
  }

  /** Has the worker keep a checkpoint for `judgeFilm`; its weights are moved there. */
  async keep(checkpoint: KeptCheckpoint): Promise<void> {
    await this.client.request('keep', checkpoint, { transfer: buffersOf(checkpoint.weights) });
  }

  /**
   * What each kept checkpoint makes of the newest drawing. Rejects with the signal's reason, or an error of the worker.
   * @param key of the film that the checkpoints belong to
   */
  async judgeFilm(key: string, signal: AbortSignal): Promise<FilmJudgements> {
    const { reading } = this;
    // A request would restart a worker that has died, without its network.
    if (!reading || !this.isReady()) return new Map();
    const { change, isPrepared } = this.asSent(reading);
    const drawing = { change, isPrepared, isRough: false };
    const transfer = buffersOfChange(change);
    return this.client.request('film', { key, drawing }, { transfer, signal });
  }

  /** Restarts the worker if it has died. */
  retry(): void {
    if (!this.client.isRunning) this.loadNewest();
  }

  private loadNewest(): void {
    const { wanted } = this;
    if (!wanted || this.networkBeingLoaded) return;
    this.networkBeingLoaded = wanted;
    const reading = this.readingFor(wanted);
    this.readingSent = reading;
    const { network, calibration, weights, origin } = wanted;
    // Transferring a copy costs this thread less than a structured clone.
    const copy = copyOf(weights, this.spare);
    this.spare = undefined;
    const trained = { network, calibration, weights: copy };
    const isLive = origin.kind === 'live';
    const sent = reading && this.asSent(reading);
    const request = { network: trained, isLive, ...(sent && { reading: sent }) };
    const transfer = [...buffersOf(copy), ...(sent ? buffersOfChange(sent.change) : [])];
    const { sheet } = this;
    this.client.request('load', request, { transfer }).then(
      (loaded) => {
        this.loaded(wanted, loaded, sheet);
      },
      (error: unknown) => {
        // `died` has already handled the death of the worker.
        if (!(error instanceof WorkerDeath)) this.notLoaded(wanted, error);
      },
    );
  }

  private readNewest(): void {
    const reading = this.readingFor(this.inUse());
    if (!this.isReady() || !reading || this.isReading) return;
    this.isReading = true;
    this.readingSent = reading;
    const sent = this.asSent(reading);
    const transfer = buffersOfChange(sent.change);
    const { sheet } = this;
    this.client.request('read', { reading: sent }, { transfer }).then(
      (read) => {
        this.isReading = false;
        this.accept(read, sheet);
        this.readOn();
      },
      (error: unknown) => {
        if (error instanceof WorkerDeath) return;
        this.isReading = false;
        this.failure.set(messageOf(error));
        this.readOn();
      },
    );
  }

  /** Reads the drawing that arrived meanwhile, if there is one. */
  private readOn(): void {
    if (this.reading !== this.readingSent) this.readNewest();
  }

  /** The reading to send for a network. A blank drawing is sent to a live network only. */
  private readingFor(network: NetworkInUse | undefined): Reading | undefined {
    const { reading } = this;
    const isToBeRead =
      reading && (network?.origin.kind === 'live' || !isBlankDrawing(reading.drawing));
    return isToBeRead ? reading : undefined;
  }

  /** A reading as it is sent: only the change to the drawing, not the whole drawing. */
  private asSent({ drawing, ...options }: Reading): SentReading {
    const change = changeBetween(this.drawingInWorker, drawing);
    this.drawingInWorker = drawing;
    return { change, ...options };
  }

  private loaded(network: NetworkInUse, { retired, ...read }: Loaded, sheet: number): void {
    this.spare = retired;
    this.inUse.set(network);
    this.newestAtRest.set(undefined);
    this.failure.set(undefined);
    this.isReady.set(true);
    this.accept(read, sheet);
    this.loadOn(network);
  }

  private notLoaded(network: NetworkInUse, error: unknown): void {
    this.readingSent = undefined; // The current network has not read it.
    if (this.wanted === network) this.failure.set(messageOf(error));
    this.loadOn(network);
  }

  /** Loads the network, and reads the drawing, that arrived meanwhile. */
  private loadOn(network: NetworkInUse): void {
    this.networkBeingLoaded = undefined;
    if (this.wanted !== network) this.loadNewest();
    this.readOn();
  }

  /** Publishes a result, unless its drawing has been cleared since. */
  private accept({ activations, atRest }: Read, sheet: number): void {
    this.newest.set(sheet === this.sheet ? activations : undefined);
    if (atRest) this.newestAtRest.set(atRest);
  }

  private died(message: string): void {
    this.drawingInWorker = BLANK_DRAWING;
    this.isReading = false;
    this.networkBeingLoaded = undefined;
    this.isReady.set(false);
    this.failure.set(message);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
