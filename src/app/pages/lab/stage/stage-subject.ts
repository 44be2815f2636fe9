import { UNCALIBRATED, type NetworkSpec, type NetworkWeights, perceptronSpec } from '#model';
import { computed, effect, inject, linkedSignal, Service, signal, untracked } from '@angular/core';
import { DEFAULT_SCENE_OPTIONS } from '../../../features/scene/meshes/scene-options.ts';
import { InferenceWorker } from '../../../network/inference/client/inference-worker.ts';
import { LabService } from '../../../network/lab/client/lab-service.ts';
import type { LabSettings } from '../../../network/lab/shared/lab-settings.ts';
import type { StepStory } from '../../../network/lab/shared/step-story.ts';
import type { LiveOrigin, NetworkInUse } from '../../../network/network-in-use.ts';
import { LiveWeights } from './live-weights.ts';
import { weightsBefore, type StepAct } from './step-acts.ts';

/** What lies on the paper, or in its place. */
export interface StageInput {
  /** Ink 0..1, row-major `[28][28]`. */
  readonly image: Float32Array;
  /** Where it comes from: the pupil, the digits that are learned, or the step that is told. */
  readonly from: 'paper' | 'pile' | 'step';
  /** What it is said to be, if it is one of the digits that are learned. */
  readonly label: number | undefined;
}

/** A network on the stage. */
export interface StageNetwork extends NetworkInUse<LiveOrigin> {
  /** What its weights were before, if that is known. */
  readonly before: NetworkWeights | undefined;
  /** How many digits it has learned from. */
  readonly images: number;
}

/** What the page asks the stage to show. */
export interface StageWish {
  readonly settings: LabSettings;
  readonly layers: readonly number[];
  readonly isBuilding: boolean;
  readonly paper: Float32Array | undefined;
  /** The act of the last step; undefined where steps are not told. */
  readonly act: StepAct | undefined;
}

const { strongest, rankBy } = DEFAULT_SCENE_OPTIONS;
const RANKING = { strongest, rankBy };
const FULL_INK = 255;

/**
 * What is on the stage: before a run the network that it would begin with, then the one that learns; and what goes in. A
 * worker of its own reads, so that neither learning nor the page waits.
 */
@Service({ autoProvided: false })
export class StageSubject {
  private readonly lab = inject(LabService);
  private readonly live = inject(LiveWeights);
  private readonly inference = inject(InferenceWorker);
  private readonly wish = signal<StageWish | undefined>(undefined);
  private readonly draft = signal<StageNetwork | undefined>(undefined);
  private readonly pile = signal<StageInput | undefined>(undefined);
  /** By the network that inference was given. */
  private readonly networks = new WeakMap<NetworkInUse, StageNetwork>();

  /** The step that is told; undefined where steps are not. */
  readonly story = computed((): StepStory | undefined => {
    const wish = this.wish();
    return wish?.act !== undefined && !wish.isBuilding ? this.lab.story() : undefined;
  });
  private readonly beforeStep = computed(() => {
    const [story, moment] = [this.story(), this.live.moment()];
    if (!story || moment?.images !== story.imagesSeen) return undefined;
    return weightsBefore(moment.weights, story.change);
  });
  private readonly wanted = computed((): StageNetwork | undefined => {
    const [wish, moment] = [this.wish(), this.live.moment()];
    if (wish?.isBuilding || !moment) return this.draft();
    const { spec, images, weights, before } = moment;
    const [beforeStep, act] = [this.beforeStep(), wish?.act];
    if (!beforeStep) return networkOf(spec, weights, before, images);
    return act === 4
      ? networkOf(spec, weights, beforeStep, images)
      : networkOf(spec, beforeStep, undefined, images);
  });
  /** What goes in. */
  readonly input = linkedSignal<StageInput | undefined, StageInput | undefined>({
    source: () => this.toldInput() ?? this.paperInput() ?? this.pile(),
    computation: (input, previous) => input ?? previous?.value,
  });
  private readonly toldInput = computed((): StageInput | undefined => {
    const story = this.story();
    if (!story) return undefined;
    const { images, labels } = story.batch;
    const pixels = images.length / Math.max(1, labels.length);
    const image = images.subarray(story.told * pixels, (story.told + 1) * pixels);
    return { image: inkOf(image), from: 'step', label: labels[story.told] };
  });
  private readonly paperInput = computed((): StageInput | undefined => {
    const paper = this.wish()?.paper;
    const hasInk = paper?.some((ink) => ink > 0) === true;
    return hasInk ? { image: paper, from: 'paper', label: undefined } : undefined;
  });

  /** The network on the stage, with what it makes of what goes in. Both change at the same time. */
  readonly shown = computed(() => {
    const inUse = this.inference.shown();
    return inUse && this.networks.get(inUse);
  });
  readonly activations = this.inference.activations;
  readonly atRest = this.inference.atRest;
  /** Why nothing is read. */
  readonly error = this.inference.error;

  constructor() {
    effect(() => {
      const wanted = this.wanted();
      if (!wanted) return;
      this.networks.set(wanted, wanted);
      untracked(() => {
        this.inference.load(wanted);
      });
    });
    effect(() => {
      const input = this.input();
      if (!input) return;
      untracked(() => {
        this.inference.readImage({ image: input.image, ranking: RANKING });
      });
    });
    effect(() => {
      if (this.shown() && this.shown() === this.wanted()) this.live.shown();
    });
    const recipe = computed(
      () => {
        const wish = this.wish();
        return wish?.isBuilding && { hidden: wish.layers, seed: wish.settings.seed };
      },
      { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
    );
    effect(() => {
      const asked = recipe();
      if (asked) void untracked(() => this.sketch(asked));
    });
    effect(() => {
      const run = this.lab.run();
      if (run) this.pile.set(pileInput(run.probe));
    });
  }

  /** What the page asks for, from now on. */
  ask(wish: StageWish): void {
    const isFirst = untracked(this.wish) === undefined;
    this.wish.set(wish);
    if (isFirst) void this.bringProbe(wish.settings);
  }

  private async sketch(recipe: Pick<LabSettings, 'hidden' | 'seed'>): Promise<void> {
    const weights = await this.lab.initialWeights(recipe);
    const now = untracked(this.wish);
    if (now?.layers !== recipe.hidden && String(now?.layers) !== String(recipe.hidden)) return;
    const inputs = (weights[0]?.weights.length ?? 0) / Math.max(1, weights[0]?.biases.length ?? 1);
    const spec = perceptronSpec([inputs, ...weights.map(({ biases }) => biases.length)]);
    this.draft.set(networkOf(spec, weights, undefined, 0));
  }

  private async bringProbe(settings: LabSettings): Promise<void> {
    try {
      const probe = await this.lab.probe(settings);
      if (!this.pile()) this.pile.set(pileInput(probe));
    } catch {
      // The digits have not come: what is written is read all the same, and Start says what is missing.
    }
  }
}

function pileInput({ image, label }: { image: Uint8Array; label: number }): StageInput {
  return { image: inkOf(image), from: 'pile', label };
}

function inkOf(image: Uint8Array): Float32Array {
  return Float32Array.from(image, (value) => value / FULL_INK);
}

function networkOf(
  network: NetworkSpec,
  weights: NetworkWeights,
  before: NetworkWeights | undefined,
  images: number,
): StageNetwork {
  const origin = { kind: 'live' } as const;
  return { network, weights, before, images, calibration: UNCALIBRATED, origin };
}
