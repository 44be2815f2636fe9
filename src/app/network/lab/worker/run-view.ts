import type { Classifier, RunCheckpoint, RunEvent, RunProgress } from '#engine';
import type { NetworkSpec, NetworkWeights } from '#model';
import { copyOf } from '../../weight-buffers.ts';
import type { LabEvent } from '../shared/lab-protocol.ts';
import type { LabSettings, LiveSettings } from '../shared/lab-settings.ts';
import { describeStep } from './describe-step.ts';
import { LiveFrames, FRAME_MS } from './live-frames.ts';
import type { RunDigits } from './run-digits.ts';

/** What is shown of a run. */
export interface ShownRun {
  readonly spec: NetworkSpec;
  readonly settings: LabSettings;
  readonly digits: RunDigits;
  readonly now: () => number;
  readonly tell: (event: LabEvent) => void;
}

/** A page that is too busy for weights hears at least so often how far the run is. */
const MOST_SILENT_MS = 2 * FRAME_MS;

/** Shows a run as it learns: weights, progress and, where it goes step by step, each step in its acts. */
export class RunView {
  private readonly shown: ShownRun;
  private readonly frames: LiveFrames;
  private toldMs = -Infinity;
  /** Where the run was that the page shows. */
  private shownImages: number | undefined;
  /** Where the run stays, as long as that could not be shown. */
  private still: { readonly images: number; readonly weights: NetworkWeights } | undefined;
  /** The weights before the next step, where steps are shown. */
  private before: { readonly batches: number; readonly weights: NetworkWeights } | undefined;

  constructor(shown: ShownRun) {
    this.shown = shown;
    this.frames = new LiveFrames(shown.now);
  }

  /** The weights that the next step begins with, after so many. */
  beginsWith(batches: number, weights: NetworkWeights): void {
    this.before = { batches, weights };
  }

  /** The page has shown the weights of a frame, and gives their memory back. */
  frameShown(weights: NetworkWeights): void {
    this.frames.cameBack(weights);
    const { still } = this;
    if (still) this.showStill(still);
  }

  /** Shows where a run is. */
  async show(
    event: RunProgress,
    showsSteps: boolean,
    live: LiveSettings,
    classifier: Classifier,
  ): Promise<void> {
    this.still = undefined;
    if (showsSteps) await this.showStep(event, live, classifier);
    else this.before = undefined;
    const isFrame = this.frames.isDue || (showsSteps && this.frames.isFree);
    if (isFrame) await this.showFrame(event);
    // With the weights, so that the page works once for both.
    const isSilent = this.shown.now() - this.toldMs >= MOST_SILENT_MS;
    if (isFrame || showsSteps || isSilent) this.tellProgress(event);
  }

  /** Shows the weights before the run, which are handed over. */
  showBeginning(images: number, weights: NetworkWeights): void {
    this.frames.began();
    this.tellFrame(images, weights);
  }

  /** Shows a milestone, which takes a while to be measured. */
  showMilestone({ imagesSeen, weights }: RunCheckpoint): void {
    if (!this.frames.isDue || imagesSeen === this.shownImages) return;
    const copy = copyOf(weights, this.frames.takeSpare());
    this.frames.sent();
    this.tellFrame(imagesSeen, copy);
  }

  /** Shows where a run stays: at once, or when the page has shown what is under way. */
  async stay(event: RunEvent): Promise<void> {
    const { imagesSeen: images, batchesSeen, weights } = event;
    // A run that was held while it was measured may have gone on without a step that is told.
    if (event.kind === 'progress' && this.before?.batches !== batchesSeen) {
      this.beginsWith(batchesSeen, await event.weights());
    }
    if (this.shownImages === images) return;
    // A copy, since what is shown is handed over.
    this.still = {
      images,
      weights: typeof weights === 'function' ? await weights() : copyOf(weights),
    };
    if (this.frames.isFree) this.showStill(this.still);
  }

  private async showStep(
    { imagesSeen, batchesSeen, batch, weights }: RunProgress,
    live: LiveSettings,
    classifier: Classifier,
  ): Promise<void> {
    const after = await weights();
    const { before } = this;
    this.before = { batches: batchesSeen, weights: after };
    // Several steps in one are none to be told.
    if (before?.batches !== batchesSeen - 1) return;
    const { spec, digits, settings, tell } = this.shown;
    const step = { imagesSeen, batch, before: before.weights, after };
    const { optimizer } = settings;
    const story = describeStep(spec, classifier, digits, { ...live, optimizer }, step);
    tell({ kind: 'step', story });
  }

  private async showFrame({ imagesSeen, weights }: RunProgress): Promise<void> {
    const spare = this.frames.takeSpare();
    // At once, so that no other frame is sent meanwhile.
    this.frames.sent();
    this.tellFrame(imagesSeen, await weights(spare));
  }

  private showStill({ images, weights }: { images: number; weights: NetworkWeights }): void {
    this.still = undefined;
    this.frames.sent();
    this.tellFrame(images, weights, true);
  }

  private tellFrame(images: number, weights: NetworkWeights, isStill = false): void {
    this.shownImages = images;
    this.shown.tell({ kind: 'frame', images, weights, isStill });
  }

  private tellProgress(event: RunProgress): void {
    this.toldMs = this.shown.now();
    this.shown.tell({
      kind: 'progress',
      ...{ images: event.imagesSeen, batches: event.batchesSeen },
      ...{ trainingLoss: event.averageTrainingLoss, rate: event.learningRate },
    });
  }
}
