import { DestroyRef, DOCUMENT, inject, InjectionToken, Service, signal } from '@angular/core';
import type { PackedWeights } from '#model';
import { WorkerClient } from '../../../platform/worker-client.ts';
import type { RequestKind, WorkerPort } from '../../../platform/worker-protocol.ts';
import type { Prediction } from '../../prediction.ts';
import type { StorageState } from '../../storage/storage-state.ts';
import { buffersOf } from '../../weight-buffers.ts';
import { toldElsewhere, WeightsFailure } from '../../weights/client/weights-failure.ts';
import type {
  InitialNetwork,
  LabNotice,
  LabOutlook,
  LabProtocol,
  ShownDigit,
} from '../shared/lab-protocol.ts';
import type { KeptRun } from '../shared/kept-run.ts';
import type { LabSettings, LiveSettings, Pace } from '../shared/lab-settings.ts';
import { unpackAnswers, type TestAnswers } from '../shared/test-answers.ts';
import type { TestDigits } from '../shared/test-digits.ts';
import { HeardRun, type LabFrame } from './heard-run.ts';
import { OwnDigits } from './own-digits.ts';

/** Starts a lab worker. */
export const LAB_WORKER_FACTORY = new InjectionToken<() => WorkerPort>('lab worker', {
  factory: () => () =>
    new Worker(new URL('../worker/lab-entry.ts', import.meta.url), { type: 'module' }),
});

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
      this.watchingSignal.set(false);
      this.heardRun.died(message);
    },
  });

  private readonly heardRun = new HeardRun();
  private readonly watchingSignal = signal(false);
  private readonly ownSignal = signal(false);
  private readonly storageSignal = signal<StorageState>({ kind: 'persistent' });

  private test: Promise<TestDigits> | undefined;

  /** The digits that are written on this device. */
  readonly own = new OwnDigits(this.client);
  readonly run = this.heardRun.run;
  /** Whether another tab learns, and this one watches. */
  readonly isWatching = this.watchingSignal.asReadonly();
  /** Whether the run was begun in this tab, so that it can be kept. */
  readonly isOwn = this.ownSignal.asReadonly();
  readonly phase = this.heardRun.phase;
  readonly progress = this.heardRun.progress;
  readonly curve = this.heardRun.curve;
  readonly changes = this.heardRun.changes;
  readonly milestones = this.heardRun.milestones;
  readonly milestoneImages = this.heardRun.milestoneImages;
  readonly frame = this.heardRun.frame;
  readonly story = this.heardRun.story;
  readonly death = this.heardRun.death;
  readonly exam = this.heardRun.exam;
  readonly device = this.heardRun.device;
  readonly isGpuLost = this.heardRun.isGpuLost;
  readonly problem = this.heardRun.problem;
  /** Whether it is stored; in memory only, it ends with the page. */
  readonly storage = this.storageSignal.asReadonly();

  constructor() {
    const { document } = this;
    const hide = (): void => {
      if (document.hidden && this.run() && !this.isWatching()) {
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

  /** The network that a run with these settings would begin with. */
  initial({ hidden, seed }: Pick<LabSettings, 'hidden' | 'seed'>): Promise<InitialNetwork> {
    return this.client.request('initial', { hidden, seed });
  }

  /** A digit that a run with these settings learns from; it is fetched if it is not on the device. */
  probe(settings: LabSettings): Promise<ShownDigit> {
    return this.client.request('probe', { settings });
  }

  /** The digits that runs are tested with, asked for once; they are fetched if they are not on the device. */
  testDigits(): Promise<TestDigits> {
    this.test ??= this.client.request('testDigits', {}).catch((error: unknown) => {
      this.test = undefined;
      throw error;
    });
    return this.test;
  }

  /**
   * Begins a run, or goes on with the one that was interrupted; it is held until `go`. Where another tab learns, its run is
   * watched.
   */
  async start(
    settings: LabSettings,
    from: 'beginning' | 'interruption' = 'beginning',
  ): Promise<void> {
    // What the run tells at once belongs to it.
    this.heardRun.forget();
    const start = await this.client.request('start', { settings, from });
    this.watchingSignal.set(start.kind === 'watches');
    this.ownSignal.set(start.kind === 'learns');
    if (start.kind === 'learns') this.heardRun.began(start.run);
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
  async finish(): Promise<void> {
    await this.client.request('stop', {});
  }

  /** Opens the test digits that were shut until its end. */
  openExam(): void {
    this.tell('openExam', {});
  }

  /** Leaves it, for another one; what was saved of it can be gone on with, unless it is forgotten. */
  leave(isForgotten: boolean): void {
    this.heardRun.forget();
    this.tell('leave', { isForgotten });
  }

  /** Gives back the weights of a frame, once they are on the screen: the next ones come only then. */
  frameShown(frame: LabFrame): void {
    this.heardRun.frameShown(frame);
    if (this.isWatching()) return;
    const { weights } = frame;
    const shown = this.client.request('frameShown', { weights }, { transfer: buffersOf(weights) });
    // Where the worker has died, `problem` says so.
    void toldElsewhere(shown);
  }

  /** Keeps the run as a network of the library, with what was guessed before. Answers its address. */
  keep(name: string, prediction?: Prediction): Promise<string> {
    return this.client.request('keep', { name, prediction });
  }

  /** The network as it was at a milestone, by its index; undefined if there is none. */
  weightsAt(milestone: number): Promise<PackedWeights | undefined> {
    return this.client.request('weightsAt', { milestone });
  }

  /** The runs that were kept as networks, the newest first. */
  keptRuns(): Promise<readonly KeptRun[]> {
    return this.client.request('keptRuns', {});
  }

  /** What a kept run answers to the test digits at its end. */
  async keptAnswers(address: string): Promise<TestAnswers> {
    return unpackAnswers(await this.client.request('keptAnswers', { address }));
  }

  /**
   * Learns with settings from so many images, unwatched and at full speed.
   * @returns what that answers to the test digits; undefined where a run learns, or begins to: it goes first
   */
  async rollDice(
    settings: LabSettings,
    images: number,
    signal: AbortSignal,
  ): Promise<TestAnswers | undefined> {
    const answers = await this.client.request('rollDice', { settings, images }, { signal });
    return answers && unpackAnswers(answers);
  }

  private tell<Kind extends RequestKind<LabProtocol>>(
    kind: Kind,
    params: LabProtocol['requests'][Kind],
  ): void {
    // Where the worker has died, `problem` says so.
    void toldElsewhere(this.client.request(kind, params));
  }

  private heard(notice: LabNotice): void {
    switch (notice.kind) {
      case 'event':
        this.heardRun.happened(notice.event);
        break;
      case 'watched':
        this.heardRun.forget();
        this.watchingSignal.set(true);
        this.ownSignal.set(false);
        this.heardRun.began(notice.run);
        break;
      case 'free':
        this.watchingSignal.set(false);
        // What came of it stays on the screen; of one that was given up, nothing did.
        if (this.phase()?.kind !== 'ended') this.heardRun.forget();
        break;
      case 'own-changed':
        // What is known stays; whoever changes something hears why it does not work.
        void toldElsewhere(this.own.look());
        break;
      case 'storage':
        this.storageSignal.set(notice.state);
        break;
      default:
        notice satisfies never;
    }
  }
}
