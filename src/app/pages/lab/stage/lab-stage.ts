import {
  architectureOf,
  hasNeuron,
  type LayerRanking,
  type NetworkSpec,
  type NetworkWeights,
  type NeuronId,
  type PixelTrace,
} from '#model';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  model,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { Act } from '../../../features/lab/step/acts.ts';
import { LEARNING_LOOK } from '../../../features/scene/meshes/scene-look.ts';
import { DEFAULT_SCENE_OPTIONS } from '../../../features/scene/meshes/scene-options.ts';
import { NetworkScene } from '../../../features/scene/network-scene.ts';
import type { SceneActivations } from '../../../features/scene/scene-signals.ts';
import type { Telling } from '../../../features/scene/story/telling.ts';
import { Figures } from '../../../i18n/figures.ts';
import { NAMELESS, type LayerName } from '../../../i18n/neuron-names.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import type { StepStory } from '../../../network/lab/shared/step-story.ts';
import type { NetworkInUse } from '../../../network/network-in-use.ts';
import { CLOCK } from '../../../platform/clock.ts';
import { mediaQuery } from '../../../platform/media-query.ts';
import type { Rectangle } from '../../../platform/rectangle.ts';
import { ThemeSetting } from '../../../platform/theme-setting.ts';
import { Icon } from '../../../ui/icon.ts';
import { LayerBuilder } from './layer-builder.ts';
import { MeasuredPlaces } from './measured-places.ts';
import { activationsInAct, readBefore, weightsBefore } from './step-acts.ts';

/** What neurons of the first layer show: what raises them, or what has changed of that. */
export type StageView = 'raises' | 'changed';

/** A network, and what its weights were before. */
interface Shown {
  readonly network: NetworkSpec;
  readonly weights: NetworkWeights;
  readonly before: NetworkWeights | undefined;
}

/** Room for names and controls below the layers, in units of the page. */
const BELOW = { names: 0, controls: 34 };
const { strongest, rankBy } = DEFAULT_SCENE_OPTIONS;

/** The network that learns, in 3D: it is built, watched, and told of step by step, where it stands. */
@Component({
  selector: 'app-lab-stage',
  imports: [Icon, LayerBuilder, NetworkScene],
  templateUrl: './lab-stage.html',
  styleUrl: './lab-stage.css',
  host: { '[class.dead]': 'isDead()' },
})
export class LabStage {
  private readonly clock = inject(CLOCK);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;
  protected readonly themeSetting = inject(ThemeSetting);
  protected readonly isMotionReduced = mediaQuery('(prefers-reduced-motion: reduce)');
  protected readonly look = LEARNING_LOOK;

  /** The network that the page reads with. */
  readonly network = input<NetworkInUse>();
  /** What it makes of what goes in; undefined without ink. */
  readonly activations = input<SceneActivations>();
  readonly atRest = input<readonly LayerRanking[]>();
  /** The digit that it answers with; undefined in doubt. */
  readonly prediction = input<number>();
  readonly isDrawing = input(false);
  /** The step that is told, and its act; undefined where steps are not told. */
  readonly story = input<StepStory>();
  readonly act = input<Act>(1);
  readonly view = input<StageView>('raises');
  /** Neurons of each hidden layer, as they are being built. */
  readonly layers = model.required<readonly number[]>();
  /** Whether layers can be added and changed. */
  readonly isBuilding = input(false);
  /** Whether it learns nothing any more: its outputs say nothing. */
  readonly isDead = input(false);
  readonly selection = input<NeuronId>();
  /** Traces a neuron back to the pixels. */
  readonly traceOf = input<(id: NeuronId) => PixelTrace | undefined>();
  /** Elements of the page in whose places the network and what goes in stand. */
  readonly networkPlace = input<Element>();
  readonly inputPlace = input<Element>();

  /** A neuron was picked; undefined when the pick was cleared. */
  readonly neuronChosen = output<NeuronId | undefined>();

  private readonly scene = viewChild(NetworkScene);
  private readonly probe = viewChild.required<ElementRef<HTMLElement>>('probe');
  private readonly measured = new MeasuredPlaces();
  private readonly isRendered = signal(false);
  private readonly places = this.measured.places;
  protected readonly unit = computed(() => this.places().unit);
  private readonly whole = computed((): Rectangle => {
    const { size, network } = this.places();
    return network ?? { left: 0, top: 0, ...size };
  });
  /** Where the network stands: clear of what is below it, built or not, so that nothing moves when it begins to learn. */
  protected readonly free = computed((): Rectangle => {
    const area = this.whole();
    return { ...area, height: Math.max(1, area.height - BELOW.controls * this.unit()) };
  });
  protected readonly input = computed(() => this.places().input);
  protected readonly edges = computed((): readonly [number, number] => {
    const { left, width } = this.whole();
    return [left, left + width];
  });

  /** The network on screen, and the one before it: of the same run, so that it can be said what has changed. */
  private readonly last = linkedSignal<NetworkInUse | undefined, Shown | undefined>({
    source: this.network,
    computation: (network, previous) => {
      if (!network) return undefined;
      const before = previous?.value;
      const isSame = before?.network === network.network;
      return {
        network: network.network,
        weights: network.weights,
        before: isSame ? before.weights : undefined,
      };
    },
  });
  /** The weights before the step that is told; undefined until those after it have come. */
  private readonly step = computed(() => {
    const [story, network] = [this.story(), this.network()];
    if (!story || network?.origin.kind !== 'live') return undefined;
    if (network.origin.images !== story.imagesSeen) return undefined;
    const before = weightsBefore(network.weights, story);
    const ranking = { strongest, rankBy };
    const read = readBefore(network.network, before, story, ranking);
    return { story, before, read };
  });
  protected readonly shown = computed((): Shown | undefined => {
    const [last, step] = [this.last(), this.step()];
    if (!last || !step)
      return last && { ...last, before: this.compared() ? last.before : undefined };
    if (this.act() === 4) return { ...last, before: step.before };
    return { ...last, weights: step.before, before: undefined };
  });
  private readonly compared = computed(() => this.view() === 'changed' && !this.isBuilding());
  protected readonly signals = computed(() => {
    const step = this.step();
    return step ? activationsInAct(step.read, step.story, this.act()) : this.activations();
  });
  /** The digit whose output blooms. */
  protected readonly answer = computed(() => {
    if (this.isDead()) return undefined;
    return this.step() && this.act() !== 1 ? undefined : this.prediction();
  });
  protected readonly telling = computed((): Telling => {
    const [step, act] = [this.step(), this.act()];
    if (!step || (act !== 1 && act !== 3)) return {};
    const startMs = untracked(() => this.clock.now());
    return { act: { way: act === 1 ? 'forward' : 'back', startMs } };
  });
  protected readonly picked = computed(() => {
    const [id, network] = [this.selection(), this.network()?.network];
    return id && network && hasNeuron(network, id) ? id : undefined;
  });

  /** Where the outputs are, CSS pixels of the stage. */
  readonly outputAnchors = computed(() => this.scene()?.outputAnchors() ?? []);
  protected readonly layerAnchors = computed(() => this.scene()?.layerAnchors() ?? []);
  protected readonly layerNames = computed((): readonly LayerName[] => {
    const layers = this.network()?.network.layers ?? [];
    return [NAMELESS, ...layers.map(({ outputs }, index) => this.nameOf(index, outputs))];
  });
  protected readonly outputNames = Array.from({ length: 10 }, () => '');
  protected readonly inWords = computed(() => {
    const network = this.network()?.network;
    if (!network) return '';
    const hidden = architectureOf(network).slice(1, -1);
    const names = hidden.map((count) => this.say('stage.layerOf', { count }));
    const layers = [this.say('stage.pixels'), ...names, this.say('stage.outputs')].join(', ');
    return this.say('stage.inWords', { layers });
  });
  private readonly state = computed(() => this.scene()?.state());
  /** Whether the network is in the picture. */
  readonly hasPicture = computed(() => this.state() === 'ok');
  /** Why it is not; undefined while it is, or its code is on the way. */
  protected readonly trouble = computed(() => {
    const state = this.state();
    return state === 'ok' ? undefined : state;
  });

  constructor() {
    afterNextRender(() => {
      this.isRendered.set(true);
    });
    effect(() => {
      if (!this.isRendered()) return;
      const [network, input] = [this.networkPlace(), this.inputPlace()];
      const probe = this.probe().nativeElement;
      this.measured.follow({ stage: this.host.nativeElement, network, input, probe });
    });
  }

  /** Tries again to get a picture after it was lost. */
  protected retry(): void {
    this.scene()?.retry();
  }

  /** @param index of the dense layer */
  private nameOf(index: number, count: number): LayerName {
    const isLast = index === (this.network()?.network.layers.length ?? 0) - 1;
    if (index > 0 && isLast) return NAMELESS;
    if (isLast) return { full: this.say('stage.outputsRaise'), short: '' };
    // Its control says it.
    if (this.isBuilding()) return NAMELESS;
    const short = this.say('stage.layerOf', { count });
    if (index > 0) return { full: short, short: this.figures.count(count) };
    if (this.step() && this.act() === 4) return { full: this.say('stage.changesNow'), short };
    const full = this.say(this.compared() && !this.step() ? 'stage.changed' : 'stage.raises', {
      count,
    });
    return { full, short };
  }
}
