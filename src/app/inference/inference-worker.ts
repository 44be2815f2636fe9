import { isBlank } from '#model';
import { inject, Service, signal } from '@angular/core';
import type {
  Activations,
  EncodedWeights,
  InferenceRequest,
  InferenceResponse,
} from './inference-protocol';
import { INFERENCE_WORKER_FACTORY, type WorkerPort } from './worker-factory';

/**
 * The network in its Web Worker. One image is read at a time; of those that come meanwhile only the
 * newest is kept, so that the answer never lags behind the pen.
 */
@Service()
export class InferenceWorker {
  private readonly startWorker = inject(INFERENCE_WORKER_FACTORY);

  private readonly isReady = signal(false);
  private readonly newest = signal<Activations | undefined>(undefined);
  private readonly failure = signal<string | undefined>(undefined);

  /** Whether weights are loaded: from then on images are answered. */
  readonly ready = this.isReady.asReadonly();
  /** The newest image's activations; undefined for a blank one: nothing drawn, nothing claimed. */
  readonly activations = this.newest.asReadonly();
  /** What went wrong with the newest weights, or that the worker died; undefined when all is well. */
  readonly error = this.failure.asReadonly();

  private worker: WorkerPort | undefined;
  private lastId = 0;
  private loadId = 0;
  /** Answers to requests before this one belong to a drawing that was cleared. */
  private oldestValidId = 0;
  private image: Float32Array | undefined;
  private imageBeingRead: Float32Array | undefined;

  /** Replaces the weights; those in use stay until the new ones are verified and decoded. */
  load(weights: EncodedWeights): void {
    this.failure.set(undefined);
    this.loadId = this.send((id) => ({ kind: 'load', id, weights }));
  }

  /**
   * Reads an image.
   * @param image ink 0..1, row-major, `[28][28]`; not to be changed afterwards
   */
  read(image: Float32Array): void {
    this.image = isBlank(image) ? undefined : image;
    if (!this.image) {
      this.oldestValidId = this.lastId + 1;
      this.newest.set(undefined);
    }
    this.readNewest();
  }

  private readNewest(): void {
    const { image } = this;
    if (!this.isReady() || !image || this.imageBeingRead) return;
    this.imageBeingRead = image;
    this.send((id) => ({ kind: 'read', id, image }));
  }

  private send(request: (id: number) => InferenceRequest): number {
    this.worker ??= this.start();
    const id = ++this.lastId;
    this.worker.postMessage(request(id));
    return id;
  }

  private start(): WorkerPort {
    const worker = this.startWorker();
    worker.addEventListener('message', ({ data }: MessageEvent<InferenceResponse>) => {
      if (worker === this.worker) this.receive(data);
    });
    worker.addEventListener('error', (event) => {
      // Its script did not load, or threw where nothing catches: this worker answers no more.
      worker.terminate();
      if (worker !== this.worker) return;
      this.worker = undefined;
      this.imageBeingRead = undefined;
      this.isReady.set(false);
      this.failure.set(`inference worker: ${event.message || 'did not start'}`);
    });
    return worker;
  }

  private receive(response: InferenceResponse): void {
    switch (response.kind) {
      case 'loaded':
        if (response.id === this.loadId) this.isReady.set(true);
        this.readNewest();
        break;
      case 'read': {
        const image = this.imageBeingRead;
        this.imageBeingRead = undefined;
        if (response.id >= this.oldestValidId) this.newest.set(response.activations);
        if (image !== this.image) this.readNewest();
        break;
      }
      case 'failed':
        if (response.request === 'read') this.imageBeingRead = undefined;
        if (response.id >= this.loadId) this.failure.set(response.message);
        break;
      default:
        response satisfies never;
    }
  }
}
