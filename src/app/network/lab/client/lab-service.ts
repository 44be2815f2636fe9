import { DestroyRef, DOCUMENT, inject, InjectionToken, Service, signal } from '@angular/core';
import type { NetworkWeights } from '#model';
import { WorkerClient } from '../../../platform/worker-client.ts';
import type { RequestKind, WorkerPort } from '../../../platform/worker-protocol.ts';
import type { StorageState } from '../../storage/storage-state.ts';
import { buffersOf } from '../../weight-buffers.ts';
import { WeightsFailure } from '../../weights/client/weights-failure.ts';
import type { CurvePoint, LiveChange } from '../shared/curve.ts';
import type {
  LabDevice,
  LabEvent,
  LabNotice,
  LabOutlook,
  LabProtocol,
  LabStarted,
  Phase,
  ShownDigit,
} from '../shared/lab-protocol.ts';
import type { LabSettings, LiveSettings, Pace } from '../shared/lab-settings.ts';
import type { StepStory } from '../shared/step-story.ts';
import { unpackAnswers, type TestAnswers } from '../shared/test-answers.ts';

/** Starts a lab worker. */
export const LAB_WORKER_FACTORY = new InjectionToken<() => WorkerPort>('lab worker', {
  factory: () => () =>
    new Worker(new URL('../worker/lab-entry.ts', import.meta.url), { type: 'module' }),
});

/** Weights of a run as they are, shown until `frameShown` gives them back. */
export interface LabFrame {
  readonly images: number;
  readonly weights: NetworkWeights;
}

/** A milestone of a run, with what was answered to each test digit. */
export interface LabMilestone {
  readonly point: CurvePoint;
  readonly test: TestAnswers;
}

type Progress = Omit<Extract<LabEvent, { kind: 'progress' }>, 'kind'>;
type Death = Omit<Extract<LabEvent, { kind: 'dead' }>, 'kind'>;

/**
 * A run of the lab, in this tab or watched in another: how it is, and what can be done with it. All work is done in a
 * worker, which ends with the page that provides this. Methods that return a promise reject with a `WeightsFailure`.
 */
@Service({ autoProvided: false })
export class LabService {
  private readonly document = inject(DOCUMENT);
  private readonly client = new WorkerClient<LabProtocol>({
    name: 'lab worker',
    start: inject(LAB_WORKER_FACTORY),
    errorOf: (failure) => new WeightsFailure(failure),
    errorOfDeath: ({ message }) => new WeightsFailure({ message, isUnreachable: true }),
    onNotice: (notice) => {
      this.heard(notice);
    },
    onDeath: ({ message }) => {
      this.brokeSignal.set(message);
    },
  });

  private readonly runSignal = signal<LabStarted | undefined>(undefined);
  private readonly watchingSignal = signal(false);
  private readonly phaseSignal = signal<Phase | undefined>(undefined);
  private readonly progressSignal = signal<Progress | undefined>(undefined);
  private readonly curveSignal = signal<readonly CurvePoint[]>([]);
  private readonly changesSignal = signal<readonly LiveChange[]>([]);
  private readonly milestonesSignal = signal<readonly LabMilestone[]>([]);
  private readonly frameSignal = signal<LabFrame | undefined>(undefined);
  private readonly storySignal = signal<StepStory | undefined>(undefined);
  private readonly deathSignal = signal<Death | undefined>(undefined);
  private readonly deviceSignal = signal<LabDevice | undefined>(undefined);
  private readonly gpuLostSignal = signal(false);
  private readonly brokeSignal = signal<string | undefined>(undefined);
  private readonly storageSignal = signal<StorageState>({ kind: 'persistent' });

  /** The run that has begun, or is watched. */
  readonly run = this.runSignal.asReadonly();
  /** Whether another tab learns, and this one watches. */
  readonly isWatching = this.watchingSignal.asReadonly();
  readonly phase = this.phaseSignal.asReadonly();
  /** How far it is, some times a second. */
  readonly progress = this.progressSignal.asReadonly();
  /** What was measured so far, in its order. */
  readonly curve = this.curveSignal.asReadonly();
  readonly changes = this.changesSignal.asReadonly();
  /** The milestones since this page began to look. */
  readonly milestones = this.milestonesSignal.asReadonly();
  readonly frame = this.frameSignal.asReadonly();
  /** The last step, where steps are shown. */
  readonly story = this.storySignal.asReadonly();
  /** Why it learns nothing any more. */
  readonly death = this.deathSignal.asReadonly();
  readonly device = this.deviceSignal.asReadonly();
  /** Whether the GPU was lost, so that it went on on the CPU. */
  readonly isGpuLost = this.gpuLostSignal.asReadonly();
  /** Why the run cannot go on, in a sentence; one that was saved can be gone on with. */
  readonly problem = this.brokeSignal.asReadonly();
  /** Whether it is stored; in memory only, it ends with the page. */
  readonly storage = this.storageSignal.asReadonly();

  constructor() {
    const { document } = this;
    const hide = (): void => {
      if (document.hidden && this.runSignal() && !this.isWatching()) {
        this.tell('hold', { why: 'hidden' });
      }
    };
    document.addEventListener('visibilitychange', hide);
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('visibilitychange', hide);
      this.client.end();
    });
  }

  /** How things stand for a run with these settings: room, a run that was interrupted, another tab. */
  look(settings: LabSettings): Promise<LabOutlook> {
    return this.client.request('look', { settings });
  }

  /**
   * Begins a run, or goes on with the one that was interrupted; it is held until `go`. Where another tab learns, its run is
   * watched.
   */
  async start(
    settings: LabSettings,
    from: 'beginning' | 'interruption' = 'beginning',
  ): Promise<void> {
    this.brokeSignal.set(undefined);
    // What the run tells at once belongs to it.
    this.forgetRun();
    const start = await this.client.request('start', { settings, from });
    this.watchingSignal.set(start.kind === 'watches');
    if (start.kind === 'learns') this.began(start.run);
  }

  /** Lets it learn at its pace. */
  go(): void {
    this.tell('go', {});
  }

  hold(): void {
    this.tell('hold', { why: 'asked' });
  }

  /** One step, after which it is held. */
  step(): void {
    this.tell('step', {});
  }

  setPace(pace: Pace): void {
    this.tell('pace', { pace });
  }

  change(change: Partial<LiveSettings>): void {
    this.tell('change', { change });
  }

  /** Ends it here, with what it has learned. */
  stop(): void {
    this.tell('stop', {});
  }

  /** Gives back the weights of a frame, once they are on the screen: the next ones come only then. */
  frameShown(frame: LabFrame): void {
    if (this.frameSignal() === frame) this.frameSignal.set(undefined);
    if (this.isWatching()) return;
    const { weights } = frame;
    this.client.request('frameShown', { weights }, { transfer: buffersOf(weights) }).catch(() => {
      // The worker has died: `problem` says so.
    });
  }

  /** Keeps the run as a network of the library. Answers its address. */
  keep(name: string): Promise<string> {
    return this.client.request('keep', { name });
  }

  /** Lets go of the run that was interrupted. */
  async forget(): Promise<void> {
    await this.client.request('forget', {});
  }

  /** Test digits by their positions. */
  testDigits(positions: readonly number[]): Promise<readonly ShownDigit[]> {
    return this.client.request('testDigits', { positions });
  }

  private tell<Kind extends RequestKind<LabProtocol>>(
    kind: Kind,
    params: LabProtocol['requests'][Kind],
  ): void {
    this.client.request(kind, params).catch(() => {
      // The worker has died: `problem` says so.
    });
  }

  private forgetRun(): void {
    this.runSignal.set(undefined);
    this.phaseSignal.set(undefined);
    this.progressSignal.set(undefined);
    this.curveSignal.set([]);
    this.changesSignal.set([]);
    this.milestonesSignal.set([]);
    this.frameSignal.set(undefined);
    this.storySignal.set(undefined);
    this.deathSignal.set(undefined);
    this.gpuLostSignal.set(false);
  }

  private began(run: LabStarted): void {
    this.runSignal.set(run);
    this.deviceSignal.set(run.device);
    // What it has told since is newer.
    const told = this.curveSignal();
    const isTold = (images: number): boolean => told.some((point) => point.images === images);
    this.curveSignal.set([...run.curve.filter(({ images }) => !isTold(images)), ...told]);
    this.changesSignal.update((changes) => (changes.length > 0 ? changes : run.changes));
  }

  private heard(notice: LabNotice): void {
    switch (notice.kind) {
      case 'event':
        this.happened(notice.event);
        break;
      case 'watched':
        this.forgetRun();
        this.watchingSignal.set(true);
        this.began(notice.run);
        break;
      case 'free':
        this.watchingSignal.set(false);
        break;
      case 'storage':
        this.storageSignal.set(notice.state);
        break;
      default:
        notice satisfies never;
    }
  }

  private happened(event: LabEvent): void {
    switch (event.kind) {
      case 'progress':
        this.progressSignal.set(event);
        break;
      case 'phase':
        this.phaseSignal.set(event.phase);
        break;
      case 'point':
        this.addPoint(event.point);
        break;
      case 'milestone':
        this.milestonesSignal.update((all) => [
          ...all,
          { point: event.point, test: unpackAnswers(event.answers) },
        ]);
        break;
      case 'frame':
        this.frameSignal.set(event);
        break;
      case 'step':
        this.storySignal.set(event.story);
        break;
      case 'changed':
        this.changesSignal.update((all) => [...all, event.change]);
        break;
      case 'dead':
        this.deathSignal.set(event);
        break;
      case 'gpu-lost':
        this.wentBack(event.images);
        this.deviceSignal.set(event.device);
        this.gpuLostSignal.set(true);
        break;
      case 'failed':
        this.brokeSignal.set(event.message);
        break;
      default:
        event satisfies never;
    }
  }

  private addPoint(point: CurvePoint): void {
    this.curveSignal.update((all) => [
      ...all.filter(({ images }) => images !== point.images),
      point,
    ]);
  }

  private wentBack(images: number): void {
    this.curveSignal.update((all) => all.filter((point) => point.images <= images));
    this.milestonesSignal.update((all) => all.filter(({ point }) => point.images <= images));
    this.changesSignal.update((all) => all.filter((change) => change.images <= images));
  }
}
