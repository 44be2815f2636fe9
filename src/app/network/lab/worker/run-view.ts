import type { Classifier, RunEvent, RunProgress } from '#engine';
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

/** Shows a run as it learns: weights, progress and, where it goes step by step, each step in its acts. */
export class RunView {
  private readonly shown: ShownRun;
  private readonly frames: LiveFrames;
  private toldMs = -Infinity;
  private shownImages = -1;
  /** Where the run stays, as long as that could not be shown. */
  private still: { readonly images: number; readonly weights: NetworkWeights } | undefined;
  /** The weights before the next step, where steps are shown. */
  private before: { readonly batches: number; readonly weights: NetworkWeights } | undefined;

  constructor(shown: ShownRun) {
    this.shown = shown;
    this.frames = new LiveFrames(shown.now);
  }

  /** The weights that the first step begins with. */
  beginsWith(weights: NetworkWeights): void {
    this.before = { batches: 0, weights };
  }

  /** The page has shown the weights of a frame, and gives their memory back. */
  frameShown(weights: NetworkWeights): void {
    this.frames.cameBack(weights);
    const { still } = this;
    if (still) this.showWeights(still.images, still.weights, true);
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
    if (this.frames.isDue || (showsSteps && this.frames.isFree)) await this.showFrame(event);
    if (showsSteps || this.shown.now() - this.toldMs >= FRAME_MS) this.tellProgress(event);
  }

  /** Shows where a run stays: at once, or when the page has shown what is under way. */
  async stay({ imagesSeen: images, weights }: RunEvent): Promise<void> {
    if (this.shownImages === images) return;
    // A copy, since what is shown is handed over.
    const shown = typeof weights === 'function' ? await weights() : copyOf(weights);
    this.still = { images, weights: shown };
    this.showWeights(images, shown, true);
  }

  /** Weights on their own, such as those at the beginning. */
  showWeights(images: number, weights: NetworkWeights, isStill = false): void {
    if (!this.frames.isFree) return;
    this.frames.sent();
    this.shownImages = images;
    this.still = undefined;
    this.shown.tell({ kind: 'frame', images, weights, isStill });
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
    this.showWeights(imagesSeen, await weights(spare));
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
