import {
  forward,
  hasNeuron,
  IMAGE_SIZE,
  isBlankDrawing,
  isLongDrawing,
  judge,
  type Drawing,
  type ForwardPass,
  type NetworkSpec,
  type NetworkWeights,
  type NeuronId,
  type PixelTrace,
  type RankingOptions,
} from '#model';
import { DOCUMENT } from '@angular/common';
import {
  computed,
  effect,
  inject,
  linkedSignal,
  Service,
  signal,
  untracked,
  type Provider,
} from '@angular/core';
import { Demonstration } from '../../features/drawing/demonstration.ts';
import { DrawingStore } from '../../features/drawing/drawing-store.ts';
import type { DrawingTool } from '../../features/drawing/drawing-tool.ts';
import { HistoryKeys } from '../../features/drawing/history-keys.ts';
import { InferenceWorker } from '../../network/inference/client/inference-worker.ts';
import type { Reading } from '../../network/inference/shared/inference-protocol.ts';
import { PixelTraces } from '../../network/pixel-traces.ts';
import { checkpointIndexOf, hasLearned, type NetworkInUse } from '../../network/network-in-use.ts';
import { namedDigit, sayingOf } from '../../network/saying.ts';
import { steadyJudgement } from '../../features/prediction/steady-judgement.ts';
import type { AskedView, SceneView } from '../../features/scene/camera/camera-rig.ts';
import { PreparationSetting } from '../../features/drawing/preparation-setting.ts';
import { SceneSettings } from '../../features/scene/scene-settings.ts';
import { READABLE_MS, throttled } from '../../platform/throttled.ts';

const BLANK_IMAGE = new Float32Array(IMAGE_SIZE * IMAGE_SIZE);

/** What a network computes from the paper, layer by layer. */
export interface Evaluation {
  readonly network: NetworkSpec;
  readonly weights: NetworkWeights;
  /** The result with these weights. */
  readonly pass: ForwardPass;
  /** Whether nothing is drawn. */
  readonly isBlank: boolean;
}

/** What is read in place of the paper. */
export interface StandIn {
  /** A picture, as it goes into the network. */
  readonly drawing: Drawing;
  /** Whether it is read although something is drawn. */
  readonly isAlways: boolean;
}

/**
 * The state of a page where a network reads a drawing: the drawing, what the network computes from it, and what the
 * user looks at. Each page provides its own; it does not depend on any component.
 */
@Service({ autoProvided: false })
export class ReadingSession {
  private readonly inference = inject(InferenceWorker);
  private readonly store = inject(DrawingStore);
  private readonly preparation = inject(PreparationSetting);
  private readonly sceneSettings = inject(SceneSettings);
  private readonly traces = inject(PixelTraces);

  readonly drawing = this.store.drawing;
  readonly isPenDown = this.store.isPenDown;
  /** The tool in use. */
  readonly tool = signal<DrawingTool>('pen');

  /** The network that `activations` were computed with. */
  readonly network = this.inference.shown;
  /** Index of this network's checkpoint. */
  readonly checkpointIndex = computed(() => checkpointIndexOf(this.network()));
  readonly isReady = this.inference.ready;
  /** What the network computes from the drawing; undefined for a blank sheet. */
  readonly activations = this.inference.activations;
  /** The network's connections ranked by weight, shown while nothing is drawn. */
  readonly atRest = this.inference.atRest;
  readonly error = this.inference.error;
  /** The network's last input, the same for every checkpoint. Ink 0..1, row-major, `[28][28]`. */
  readonly image = computed(() => this.activations()?.image ?? BLANK_IMAGE, {
    equal: (a, b) => a.every((ink, pixel) => ink === b[pixel]),
  });
  readonly probabilities = computed(() => this.activations()?.probabilities);
  private readonly blankPass = computed(() => {
    const inUse = this.network();
    if (!inUse) return undefined;
    const { network, weights } = inUse;
    return forward(network, weights, new Float32Array(network.layers[0]?.inputs ?? 0));
  });
  /** What the network computes, layer by layer. For a blank sheet it is computed only when it is needed. */
  readonly evaluation = computed((): Evaluation | undefined => {
    const [inUse, activations] = [this.network(), this.activations()];
    const pass = activations ?? this.blankPass();
    if (!inUse || !pass) return undefined;
    const { network, weights } = inUse;
    return { network, weights, pass, isBlank: !activations };
  });
  private readonly judgement = steadyJudgement(
    computed(() => judge(this.activations())),
    this.isPenDown,
  );
  /** What the app says about the drawing. */
  readonly saying = computed(() => sayingOf(this.judgement(), hasLearned(this.network())));
  /** The digit that the app names, the same in words, in the bars and in the picture. */
  readonly prediction = computed(() => namedDigit(this.saying()));
  /** The values for written numbers. They are all from the same moment, and change slowly enough to be read. */
  readonly displayed = throttled(
    computed(() => ({
      saying: this.saying(),
      probabilities: this.probabilities(),
      checkpointIndex: this.checkpointIndex(),
    })),
    READABLE_MS,
  );

  /** The picked neuron, as long as the network has it. */
  readonly selection = linkedSignal<NetworkSpec | undefined, NeuronId | undefined>({
    source: () => this.network()?.network,
    computation: (network, previous) =>
      network && previous?.value && hasNeuron(network, previous.value) ? previous.value : undefined,
  });
  /**
   * The neuron or pixel whose lens is on, whatever is pointed at or picked: the input shows what raises a neuron, the
   * first layer what a pixel changes. Undefined: that of the one that is pointed at or picked.
   */
  readonly lens = signal<NeuronId | undefined>(undefined);
  /** The output whose row is pointed at. */
  readonly pointedOutput = signal<number | undefined>(undefined);
  /** What has the lens without being pointed at in the picture. */
  readonly askedLens = computed((): NeuronId | undefined => {
    const [asked, neuron] = [this.lens(), this.pointedOutput()];
    const layer = this.network()?.network.layers.length;
    if (asked || neuron === undefined || layer === undefined) return asked;
    return { layer, neuron };
  });
  readonly isTableOpen = signal(false);
  /** Whether a neuron's arithmetic or the table is shown in place of the answers. */
  readonly isAsideOpen = computed(() => this.isTableOpen() || !!this.selection());
  /** The prepared view on screen; undefined once the user has moved the camera. */
  readonly view = signal<SceneView | undefined>('home');
  private readonly asked = signal<AskedView | undefined>(undefined);
  /** The prepared view that was requested last. */
  readonly askedView = this.asked.asReadonly();

  /** An image of a digit that is read in place of the paper: while that is empty, or in any case. */
  readonly standIn = signal<StandIn | undefined>(undefined);
  /** Whether that is what is read. */
  readonly isStandInRead = computed(() => {
    const standIn = this.standIn();
    return standIn !== undefined && (standIn.isAlways || isBlankDrawing(this.drawing()));
  });

  /** A picture on the paper that goes in as it is, as long as nobody draws on it: ink 0..1, `[28][28]`. */
  readonly asItIs = signal<Float32Array | undefined>(undefined);
  /** Whether what is on the paper is fitted and centred before it goes in. */
  readonly isPrepared = computed(() => {
    const [picture, { raster, strokes }] = [this.asItIs(), this.drawing()];
    const isAsItIs = picture !== undefined && raster === picture && strokes.length === 0;
    return this.preparation.isPrepared() && !isAsItIs;
  });

  private readonly ranking = computed(
    (): RankingOptions => {
      const { strongest, rankBy } = this.sceneSettings.options();
      return { strongest, rankBy };
    },
    { equal: (a, b) => a.strongest === b.strongest && a.rankBy === b.rankBy },
  );
  /** A long drawing under the pen is read approximately, and once more exactly when the pen is lifted. */
  private readonly isGrowingLong = computed(
    () => this.isPenDown() && isLongDrawing(this.drawing()),
  );

  constructor() {
    const { dataset } = inject(DOCUMENT).documentElement;
    effect(() => {
      // For whoever drives the page from outside.
      dataset['ready'] = String(this.isReady());
    });
    effect(() => {
      const reading = this.wanted();
      // Another network brings its own answer: that is no reason to ask again.
      untracked(() => {
        this.inference.read(reading);
      });
    });
  }

  /** What is to be read now. */
  private wanted(): Reading {
    const [standIn, ranking] = [this.standIn(), this.ranking()];
    if (standIn && this.isStandInRead()) {
      return { drawing: standIn.drawing, isPrepared: false, isRough: false, ranking };
    }
    return {
      drawing: this.drawing(),
      isPrepared: this.isPrepared(),
      isRough: this.isGrowingLong(),
      ranking,
    };
  }

  /** Traces a neuron back to the pixels of what is on the paper; undefined before there is a network. */
  readonly traceOf = (id: NeuronId): PixelTrace | undefined => {
    const shown = this.evaluation();
    if (!shown || !hasNeuron(shown.network, id)) return undefined;
    return this.traces.of(shown.network, shown.weights, shown.pass, id);
  };

  /** Requests a prepared view of the network. */
  show(view: SceneView): void {
    this.asked.set({ view });
  }

  /** Reads the drawing with another network. */
  use(network: NetworkInUse): void {
    this.inference.load(network);
  }

  /** Restarts the network's thread after it has died. */
  retry(): void {
    this.inference.retry();
  }

  /** Clears everything that was done, for the next person. */
  reset(): void {
    this.store.dispatch({ kind: 'reset' });
    this.tool.set('pen');
    this.selection.set(undefined);
    this.lens.set(undefined);
    this.isTableOpen.set(false);
    this.show('home');
  }
}

/** The services that each page with a network provides for itself; they end with the page. */
export const READING_PROVIDERS: Provider[] = [
  DrawingStore,
  Demonstration,
  HistoryKeys,
  InferenceWorker,
  ReadingSession,
];
