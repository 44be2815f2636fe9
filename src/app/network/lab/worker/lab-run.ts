import {
  GpuError,
  trainingRun,
  type Classifier,
  type RunEvent,
  type RunProgress,
  type TrainingRun,
} from '#engine';
import type { NetworkSpec, NetworkWeights } from '#model';
import { copyOf } from '../../weight-buffers.ts';
import { openDigits } from '../shared/exam.ts';
import type { LabDevice, Phase } from '../shared/lab-protocol.ts';
import type { LiveSettings, Pace } from '../shared/lab-settings.ts';
import { Measuring } from './measuring.ts';
import { departing, Pacer } from './pacing.ts';
import { RunCheckups } from './run-checkups.ts';
import type { LabRunOptions, RunBackend } from './run-options.ts';
import { runPlan } from './run-plan.ts';
import type { RunPoint } from './run-point.ts';
import { RunRecord } from './run-record.ts';
import { RunView } from './run-view.ts';

/** Messages get a turn after so long. */
const SLICE_MS = 8;
/** So much is learned again after an interruption, at most. */
const SAVE_MS = 10_000;

/** A run of the lab: learns at a pace, is shown and measured, and can go on after an interruption. */
export class LabRun {
  readonly spec: NetworkSpec;
  readonly record: RunRecord;
  private readonly options: LabRunOptions;
  /** The weights that it began with, or went on with. */
  private readonly beginning: NetworkWeights;
  private readonly view: RunView;
  private learnsOn: LabDevice;
  private readonly ending = new AbortController();
  private run: TrainingRun;
  private pacer: Pacer;
  private pace: Pace;
  private images = 0;
  private current: Phase = { kind: 'held', why: 'asked' };
  private newest: RunEvent | undefined;
  private last: RunProgress | undefined;
  /** Where it stands, while it is held and nothing is under way. */
  private heldAt: RunProgress | undefined;
  private lastPoint: RunPoint | undefined;
  private savedMs: number;
  private isToSave = false;
  private isToStop = false;

  constructor(options: LabRunOptions) {
    const { settings, digits, from, clock, tell, backend } = options;
    this.options = options;
    this.record = new RunRecord(settings, backend.device.kind === 'cpu', from);
    this.pace = settings.pace;
    this.savedMs = clock.now();
    this.lastPoint = from?.point;
    const { spec, initialWeights } = runPlan(settings, digits.training).setup;
    this.spec = spec;
    this.view = new RunView({ spec, settings, digits, now: clock.now, tell });
    if (!from) this.view.beginsWith(initialWeights);
    this.beginning = from?.point.state.learned.weights ?? initialWeights;
    // A copy, since what is shown is handed over.
    this.view.showBeginning(from?.point.state.imagesSeen ?? 0, copyOf(this.beginning));
    this.learnsOn = backend.device;
    [this.run, this.pacer] = this.begin(backend, from?.point);
  }

  /** What it learns on by now. */
  get device(): LabDevice {
    return this.learnsOn;
  }

  get phase(): Phase {
    return this.current;
  }

  /**
   * Learns until the run ends or is stopped; at first it is held.
   * @throws whatever backend and measuring throw; a lost GPU is replaced by the CPU
   */
  async learn(): Promise<void> {
    const { digits, settings, clock } = this.options;
    const open = openDigits(settings, digits.test.labels.length);
    const turns = { now: clock.now, letOthersRun: clock.turn, turnMs: SLICE_MS };
    const measuring = await Measuring.create(this.spec, digits, open, turns, this.ending.signal);
    const died = (): void => {
      this.hold('dead');
    };
    const checkups = new RunCheckups({ ...this.options, died }, this.record, measuring);
    try {
      for (;;) {
        try {
          await this.follow(checkups, measuring.classifier);
          return;
        } catch (error) {
          if (!(error instanceof GpuError)) throw error;
          await this.goOnWithoutGpu();
        }
      }
    } finally {
      this.pacer.end();
    }
  }

  setPace(pace: Pace): void {
    this.pace = pace;
    this.pacer.setPace(pace);
    if (pace === 'step') this.hold('asked');
  }

  /** Lets it learn at its pace. */
  go(): void {
    if (this.current.kind === 'ended') return;
    this.setPhase(this.pace === 'step' ? { kind: 'held', why: 'asked' } : { kind: 'learning' });
    this.pacer.go();
  }

  /** Holds it before its next step. Who leaves a page may never come back: then it is saved. */
  hold(why: 'asked' | 'hidden' | 'dead'): void {
    if (this.current.kind === 'ended') return;
    this.pacer.hold();
    if (this.current.kind === 'learning') this.setPhase({ kind: 'held', why });
    if (why !== 'hidden') return;
    this.isToSave = true;
    if (this.heldAt) void this.save(this.heldAt);
  }

  /** One step, after which it is held. */
  step(): void {
    if (this.current.kind === 'ended') return;
    this.setPhase({ kind: 'held', why: 'asked' });
    this.pacer.step();
  }

  /** Changes settings from the next step on. */
  change(change: Partial<LiveSettings>): void {
    for (const made of this.record.change(this.images, change)) {
      this.options.tell({ kind: 'changed', change: made });
    }
    this.useLive(this.run);
  }

  /** Ends it after one more step, with a milestone there. */
  stop(): void {
    if (this.current.kind === 'ended') return;
    this.isToStop = true;
    this.pacer.step();
  }

  /** Leaves it at once; `learn` then rejects with an AbortError. */
  abandon(): void {
    this.pacer.end();
    this.ending.abort(new DOMException('the run was left', 'AbortError'));
  }

  /** The weights that it waits with; undefined while it learns, since a frame comes then. */
  async weightsAtRest(): Promise<{ images: number; weights: NetworkWeights } | undefined> {
    const { heldAt, last, images } = this;
    if (heldAt) return { images, weights: await heldAt.weights() };
    return last ? undefined : { images, weights: this.beginning };
  }

  /** The page has shown the weights of a frame. */
  frameShown(weights: NetworkWeights): void {
    this.view.frameShown(weights);
  }

  private begin({ backend }: RunBackend, point: RunPoint | undefined): [TrainingRun, Pacer] {
    const { settings, digits, clock } = this.options;
    const run = trainingRun({
      ...runPlan(settings, digits.training),
      backend: digits.training.learnedBy(backend),
      ...{ sliceMs: SLICE_MS, turn: clock.turn, now: clock.now },
      ...(point && { from: point.state }),
      signal: this.ending.signal,
    });
    this.useLive(run);
    run.pause();
    const departs = (): void => {
      this.heldAt = undefined;
    };
    const pacer = new Pacer(departing(run, departs), this.pace, clock);
    this.images = point?.state.imagesSeen ?? 0;
    pacer.reached(this.images);
    return [run, pacer];
  }

  private useLive(run: TrainingRun): void {
    const { rate, weightDecay, batchSize } = this.record.live;
    run.setLearningRate(rate);
    run.setWeightDecay(weightDecay);
    run.setBatchSize(batchSize);
  }

  private async follow(checkups: RunCheckups, classifier: Classifier): Promise<void> {
    for await (const event of this.run) {
      this.newest = event;
      // What it tells is worked on first.
      this.heldAt = undefined;
      let why: 'accuracy' | 'stopped' | undefined;
      if (event.kind === 'progress') why = await this.progressed(event, checkups, classifier);
      else {
        this.isAt(event.imagesSeen);
        this.view.showMilestone(event);
        if (await checkups.reached(event)) why = 'accuracy';
      }
      if (why) {
        await this.end(why);
        return;
      }
      // What a report says of its moment holds only until the next step.
      const isHere = this.last?.imagesSeen === event.imagesSeen;
      if (this.run.isPaused && isHere) await this.rest(this.last);
    }
    await this.end('passes');
  }

  private async end(why: 'passes' | 'accuracy' | 'stopped'): Promise<void> {
    if (this.newest) await this.view.stay(this.newest);
    this.setPhase({ kind: 'ended', why });
  }

  /** @returns why the run ends here, if it does */
  private async progressed(
    event: RunProgress,
    checkups: RunCheckups,
    classifier: Classifier,
  ): Promise<'accuracy' | 'stopped' | undefined> {
    this.last = event;
    this.isAt(event.imagesSeen);
    await this.view.show(event, this.pacer.showsSteps, this.record.live, classifier);
    if (this.isToStop) {
      await checkups.keepHere(event);
      return 'stopped';
    }
    if (await checkups.pass(event)) return 'accuracy';
    if (this.options.clock.now() - this.savedMs >= SAVE_MS) await this.save(event);
    return undefined;
  }

  private isAt(images: number): void {
    this.images = images;
    this.pacer.reached(images);
  }

  private async rest(event: RunProgress | undefined): Promise<void> {
    this.heldAt = event;
    if (!event) return;
    await this.view.stay(event);
    if (this.isToSave) await this.save(event);
  }

  private async save(event: RunProgress): Promise<void> {
    this.isToSave = false;
    this.savedMs = this.options.clock.now();
    this.lastPoint = this.record.pointOf(await event.state());
    this.options.savePoint(this.lastPoint);
  }

  private async goOnWithoutGpu(): Promise<void> {
    const wasLearning = this.current.kind === 'learning';
    const cpu = await this.options.cpu();
    this.pacer.end();
    this.record.goBack(this.lastPoint);
    this.last = this.heldAt = undefined;
    [this.run, this.pacer] = this.begin(cpu, this.lastPoint);
    this.learnsOn = cpu.device;
    this.options.tell({ kind: 'gpu-lost', images: this.images, device: cpu.device });
    if (wasLearning) this.pacer.go();
  }

  private setPhase(phase: Phase): void {
    this.current = phase;
    this.options.tell({ kind: 'phase', phase });
  }
}
