import { BLANK_DRAWING, isBlankDrawing, type LayerRanking, type NetworkWeights } from '#model';
import { DestroyRef, inject, InjectionToken, Service, signal } from '@angular/core';
import { WorkerClient, WorkerDeath } from '../../../platform/worker-client.ts';
import type { WorkerPort } from '../../../platform/worker-protocol.ts';
import type { NetworkInUse } from '../../network-in-use.ts';
import { buffersOf, copyOf } from '../../weight-buffers.ts';
import { buffersOfChange, changeBetween } from '../shared/drawing-change.ts';
import type {
  Activations,
  InferenceProtocol,
  Loaded,
  Read,
  Reading,
  SentReading,
} from '../shared/inference-protocol.ts';

/** Starts an inference worker. */
export const INFERENCE_WORKER_FACTORY = new InjectionToken<() => WorkerPort>('inference worker', {
  factory: () => () =>
    new Worker(new URL('../worker/inference-entry.ts', import.meta.url), { type: 'module' }),
});

/**
 * The network in its Web Worker. One drawing is read and one network is loaded at a time; of those that
 * come meanwhile only the newest is kept, so that neither lags behind the pen or the timeline.
 */
@Service({ autoProvided: false })
export class InferenceWorker {
  private readonly client = new WorkerClient<InferenceProtocol>({
    name: 'inference worker',
    start: inject(INFERENCE_WORKER_FACTORY),
    errorOf: (message) => new Error(message),
    onDeath: ({ message }) => {
      this.died(message);
    },
  });

  private readonly isReady = signal(false);
  private readonly newest = signal<Activations | undefined>(undefined);
  private readonly newestAtRest = signal<readonly LayerRanking[] | undefined>(undefined);
  private readonly inUse = signal<NetworkInUse | undefined>(undefined);
  private readonly failure = signal<string | undefined>(undefined);

  /** Whether weights are loaded: from then on drawings are answered. */
  readonly ready = this.isReady.asReadonly();
  /** The newest drawing's activations; undefined for a blank one: nothing drawn, nothing claimed. */
  readonly activations = this.newest.asReadonly();
  /** A live network's connections ranked by weight, to be shown while nothing is drawn. */
  readonly atRest = this.newestAtRest.asReadonly();
  /** The network that `activations` were computed with; both change in one moment. */
  readonly shown = this.inUse.asReadonly();
  /** What went wrong with the newest weights, or that the worker died; undefined when all is well. */
  readonly error = this.failure.asReadonly();

  /** The network asked for last. */
  private wanted: NetworkInUse | undefined;
  private networkBeingLoaded: NetworkInUse | undefined;
  /** Counts the times that the sheet was cleared: what was asked before belongs to another drawing. */
  private sheet = 0;
  /** Weights that came back from the worker. */
  private spare: NetworkWeights | undefined;
  private reading: Reading | undefined;
  /** The newest reading that the worker was asked for. */
  private readingSent: Reading | undefined;
  private isReading = false;
  /** The drawing as the worker knows it. */
  private drawingInWorker = BLANK_DRAWING;

  constructor() {
    // At once, so that its script arrives beside the weights.
    this.client.start();
    inject(DestroyRef).onDestroy(() => {
      this.client.end();
    });
  }

  /** Replaces the network; the one in use stays until the new one has read the drawing. */
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

  /** Starts the worker again when it has died. */
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
    // Handed over, it costs this thread less than what is cloned on the way.
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
        // Then `died` has done what there is to do.
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

  /** Reads what came meanwhile. */
  private readOn(): void {
    if (this.reading !== this.readingSent) this.readNewest();
  }

  /** What is to be read with a network: a blank sheet by a live one only. */
  private readingFor(network: NetworkInUse | undefined): Reading | undefined {
    const { reading } = this;
    const isToBeRead =
      reading && (network?.origin.kind === 'live' || !isBlankDrawing(reading.drawing));
    return isToBeRead ? reading : undefined;
  }

  /** A reading for the worker, which is told only what became of the drawing. */
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
    this.readingSent = undefined; // The network in use has not read it.
    if (this.wanted === network) this.failure.set(messageOf(error));
    this.loadOn(network);
  }

  /** Loads, and reads, what came meanwhile. */
  private loadOn(network: NetworkInUse): void {
    this.networkBeingLoaded = undefined;
    if (this.wanted !== network) this.loadNewest();
    this.readOn();
  }

  /** Shows what was computed, unless the drawing it belongs to was cleared since. */
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
