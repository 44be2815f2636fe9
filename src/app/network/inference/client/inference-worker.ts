import { BLANK_DRAWING, isBlankDrawing, type LayerRanking, type NetworkWeights } from '#model';
import { DestroyRef, inject, Service, signal } from '@angular/core';
import type { WorkerPort } from '../../../platform/worker-port.ts';
import type { NetworkInUse } from '../../network-in-use.ts';
import { buffersOf, copyOf } from '../../weight-buffers.ts';
import { buffersOfChange, changeBetween } from '../shared/drawing-change.ts';
import type {
  Activations,
  InferenceRequest,
  InferenceResponse,
  Read,
  Reading,
  SentReading,
} from '../shared/inference-protocol.ts';
import { INFERENCE_WORKER_FACTORY } from './worker-factory.ts';

/**
 * The network in its Web Worker. One drawing is read and one network is loaded at a time; of those that
 * come meanwhile only the newest is kept, so that neither lags behind the pen or the timeline.
 */
@Service({ autoProvided: false })
export class InferenceWorker {
  private readonly startWorker = inject(INFERENCE_WORKER_FACTORY);

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

  /** Started at once, so that its script arrives beside the weights. */
  private worker: WorkerPort | undefined = this.start();
  private lastId = 0;
  /** The network asked for last. */
  private wanted: NetworkInUse | undefined;
  private networkBeingLoaded: NetworkInUse | undefined;
  /** Answers to requests before this one belong to a drawing that was cleared. */
  private oldestValidId = 0;
  /** Weights that came back from the worker. */
  private spare: NetworkWeights | undefined;
  private reading: Reading | undefined;
  /** The newest reading that the worker was asked for. */
  private readingSent: Reading | undefined;
  private isReading = false;
  /** The drawing as the worker knows it. */
  private drawingThere = BLANK_DRAWING;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.worker?.terminate());
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
      this.oldestValidId = this.lastId + 1;
      this.newest.set(undefined);
    }
    this.readNewest();
  }

  /** Starts the worker again when it has died. */
  retry(): void {
    if (!this.worker) this.loadNewest();
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
    const sent = reading && this.told(reading);
    this.send(
      (id) => ({ kind: 'load', id, network: trained, isLive, ...(sent && { reading: sent }) }),
      [...buffersOf(copy), ...(sent ? buffersOfChange(sent.change) : [])],
    );
  }

  private readNewest(): void {
    const reading = this.readingFor(this.inUse());
    if (!this.isReady() || !reading || this.isReading) return;
    this.isReading = true;
    this.readingSent = reading;
    const sent = this.told(reading);
    this.send((id) => ({ kind: 'read', id, reading: sent }), buffersOfChange(sent.change));
  }

  /** What is to be read with a network: a blank sheet by a live one only. */
  private readingFor(network: NetworkInUse | undefined): Reading | undefined {
    const { reading } = this;
    const isToBeRead =
      reading && (network?.origin.kind === 'live' || !isBlankDrawing(reading.drawing));
    return isToBeRead ? reading : undefined;
  }

  /** A reading for the worker, which is told only what became of the drawing. */
  private told({ drawing, ...options }: Reading): SentReading {
    this.worker ??= this.start();
    const change = changeBetween(this.drawingThere, drawing);
    this.drawingThere = drawing;
    return { change, ...options };
  }

  private send(request: (id: number) => InferenceRequest, transfer: Transferable[] = []): void {
    this.worker ??= this.start();
    this.worker.postMessage(request(++this.lastId), transfer);
  }

  private start(): WorkerPort {
    const worker = this.startWorker();
    this.drawingThere = BLANK_DRAWING;
    worker.addEventListener('message', ({ data }: MessageEvent<InferenceResponse>) => {
      if (worker === this.worker) this.receive(data);
    });
    worker.addEventListener('error', (event) => {
      // Its script did not load, or threw where nothing catches: this worker answers no more.
      worker.terminate();
      if (worker !== this.worker) return;
      this.worker = undefined;
      this.isReading = false;
      this.networkBeingLoaded = undefined;
      this.isReady.set(false);
      this.failure.set(`inference worker: ${event.message || 'did not start'}`);
    });
    return worker;
  }

  private receive(response: InferenceResponse): void {
    switch (response.kind) {
      case 'loaded':
        this.spare = response.retired;
        this.inUse.set(this.networkBeingLoaded);
        this.newestAtRest.set(undefined);
        this.failure.set(undefined);
        this.isReady.set(true);
        this.accept(response);
        this.loaded();
        break;
      case 'read':
        this.isReading = false;
        this.accept(response);
        break;
      case 'failed':
        if (response.request === 'read') this.isReading = false;
        else this.readingSent = undefined; // The network in use has not read it.
        if (!this.isSuperseded(response)) this.failure.set(response.message);
        if (response.request === 'load') this.loaded();
        break;
      default:
        response satisfies never;
    }
    if (this.reading !== this.readingSent) this.readNewest();
  }

  /** Shows what was computed, unless the drawing it belongs to was cleared since. */
  private accept({ id, activations, atRest }: Read & { readonly id: number }): void {
    this.newest.set(id >= this.oldestValidId ? activations : undefined);
    if (atRest) this.newestAtRest.set(atRest);
  }

  private loaded(): void {
    const loaded = this.networkBeingLoaded;
    this.networkBeingLoaded = undefined;
    if (this.wanted !== loaded) this.loadNewest();
  }

  private isSuperseded({ request }: InferenceResponse & { kind: 'failed' }): boolean {
    return request === 'load' && this.wanted !== this.networkBeingLoaded;
  }
}
