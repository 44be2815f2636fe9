import type { NetworkWeights } from '#model';
import { computed, signal } from '@angular/core';
import { upTo, withPoint, type CurvePoint, type LiveChange } from '../shared/curve.ts';
import type { ExamResult } from '../shared/exam.ts';
import type {
  LabDevice,
  LabEvent,
  LabStarted,
  Phase,
  ToldMilestone,
} from '../shared/lab-protocol.ts';
import type { StepStory } from '../shared/step-story.ts';
import { unpackAnswers, type TestAnswers } from '../shared/test-answers.ts';

/** Weights of a run as they are, shown until `frameShown` gives them back. */
export interface LabFrame {
  readonly images: number;
  readonly weights: NetworkWeights;
}

/** A milestone of a run, with what was answered to each test digit. */
export interface LabMilestone {
  readonly index: number;
  readonly point: CurvePoint;
  readonly test: TestAnswers;
}

type Progress = Omit<Extract<LabEvent, { kind: 'progress' }>, 'kind'>;
type Death = Omit<Extract<LabEvent, { kind: 'dead' }>, 'kind'>;

/** What a run has told of itself: signals that follow its events. */
export class HeardRun {
  private readonly runSignal = signal<LabStarted | undefined>(undefined);
  private readonly phaseSignal = signal<Phase | undefined>(undefined);
  private readonly progressSignal = signal<Progress | undefined>(undefined);
  private readonly curveSignal = signal<readonly CurvePoint[]>([]);
  private readonly changesSignal = signal<readonly LiveChange[]>([]);
  private readonly milestonesSignal = signal<readonly LabMilestone[]>([]);
  private readonly frameSignal = signal<LabFrame | undefined>(undefined);
  private readonly storySignal = signal<StepStory | undefined>(undefined);
  private readonly deathSignal = signal<Death | undefined>(undefined);
  private readonly examSignal = signal<ExamResult | undefined>(undefined);
  private readonly deviceSignal = signal<LabDevice | undefined>(undefined);
  private readonly gpuLostSignal = signal(false);
  private readonly brokeSignal = signal<string | undefined>(undefined);

  /** The run that has begun, or is watched. */
  readonly run = this.runSignal.asReadonly();
  readonly phase = this.phaseSignal.asReadonly();
  /** How far it is, some times a second. */
  readonly progress = this.progressSignal.asReadonly();
  /** What was measured so far, in its order. */
  readonly curve = this.curveSignal.asReadonly();
  readonly changes = this.changesSignal.asReadonly();
  /** All its milestones, by their index; also those before this page began to look. */
  readonly milestones = this.milestonesSignal.asReadonly();
  /** Where they lie, in images. */
  readonly milestoneImages = computed((): readonly number[] =>
    this.milestonesSignal().map(({ point }) => point.images),
  );
  readonly frame = this.frameSignal.asReadonly();
  /** The last step, where steps are shown. */
  readonly story = this.storySignal.asReadonly();
  /** Why it learns nothing any more. */
  readonly death = this.deathSignal.asReadonly();
  /** How it read what was shut until its end, once that is open. */
  readonly exam = this.examSignal.asReadonly();
  readonly device = this.deviceSignal.asReadonly();
  /** Whether the GPU was lost, so that it went on on the CPU. */
  readonly isGpuLost = this.gpuLostSignal.asReadonly();
  /** Why the run cannot go on, in a sentence; one that was saved can be gone on with. */
  readonly problem = this.brokeSignal.asReadonly();

  /** It has died with its worker: nothing of it is left but what was saved. */
  died(message: string): void {
    this.clear();
    this.brokeSignal.set(message);
  }

  /** The weights of a frame are on the screen. */
  frameShown(frame: LabFrame): void {
    if (this.frameSignal() === frame) this.frameSignal.set(undefined);
  }

  /** Forgets a run before another one. */
  forget(): void {
    this.clear();
    this.brokeSignal.set(undefined);
  }

  /** A run has begun, or is watched from now on. */
  began(run: LabStarted): void {
    this.runSignal.set(run);
    this.deviceSignal.set(run.device);
    // What it has told since is newer.
    this.curveSignal.update((told) => told.reduce(withPoint, [...run.curve]));
    this.milestonesSignal.update((told) => [
      ...run.milestones.map(milestoneOf),
      ...told.filter(({ index }) => index >= run.milestones.length),
    ]);
    this.changesSignal.update((changes) => (changes.length > 0 ? changes : run.changes));
  }

  /** Something has happened to it. */
  happened(event: LabEvent): void {
    switch (event.kind) {
      case 'progress':
        this.progressSignal.set(event);
        break;
      case 'phase':
        this.phaseSignal.set(event.phase);
        break;
      case 'point':
        this.curveSignal.update((all) => withPoint(all, event.point));
        break;
      case 'milestone':
        this.milestonesSignal.update((all) => [
          ...all.filter(({ index }) => index < event.index),
          milestoneOf(event, event.index),
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
      case 'exam':
        this.examSignal.set(event.result);
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
        // What it has learned can be kept.
        this.phaseSignal.set({ kind: 'ended', why: 'stopped' });
        this.brokeSignal.set(event.message);
        break;
      default:
        event satisfies never;
    }
  }

  private clear(): void {
    this.runSignal.set(undefined);
    this.phaseSignal.set(undefined);
    this.progressSignal.set(undefined);
    this.curveSignal.set([]);
    this.changesSignal.set([]);
    this.milestonesSignal.set([]);
    this.frameSignal.set(undefined);
    this.storySignal.set(undefined);
    this.deathSignal.set(undefined);
    this.examSignal.set(undefined);
    this.gpuLostSignal.set(false);
  }

  private wentBack(images: number): void {
    this.progressSignal.set(undefined);
    this.curveSignal.update((all) => upTo(all, images));
    this.milestonesSignal.update((all) => all.filter(({ point }) => point.images <= images));
    this.changesSignal.update((all) => all.filter((change) => change.images <= images));
  }
}

function milestoneOf({ point, answers }: ToldMilestone, index: number): LabMilestone {
  return { index, point, test: unpackAnswers(answers) };
}
