import { architectureOf, type LayerRanking, type NeuronId, type PixelTrace } from '#model';
import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  model,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { Act } from '../../../features/lab/step/acts.ts';
import { LensWords } from '../../../features/scene/lens/lens-words.ts';
import { LEARNING_LOOK } from '../../../features/scene/lens/scene-look.ts';
import { MISSING_PICTURE } from '../../../features/scene/missing-picture.ts';
import { NetworkScene } from '../../../features/scene/network-scene.ts';
import type { SceneActivations } from '../../../features/scene/scene-signals.ts';
import type { Telling } from '../../../features/scene/story/telling.ts';
import { Figures } from '../../../i18n/figures.ts';
import { NAMELESS, type LayerName } from '../../../i18n/neuron-names.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import type { StepStory } from '../../../network/lab/shared/step-story.ts';
import { CLOCK } from '../../../platform/clock.ts';
import { mediaQuery } from '../../../platform/media-query.ts';
import { observedSizes } from '../../../platform/observed-sizes.ts';
import type { Rectangle, Size } from '../../../platform/rectangle.ts';
import { ThemeSetting } from '../../../platform/theme-setting.ts';
import { Icon } from '../../../ui/icon.ts';
import { evenBoxes } from './control-places.ts';
import { LayerBuilder } from './layer-builder.ts';
import { pushMarks } from './push-marks.ts';
import { stagePlaces } from './stage-places.ts';
import type { StageInput, StageNetwork } from './stage-network.ts';
import { activationsInAct } from './step-acts.ts';

/** What neurons of the first layer show: what raises them, or what has changed of that. */
export type StageView = 'raises' | 'changes';

/** Width of the element that measures a unit of the page, in units. */
const UNITS = 100;
/** An answer below this is none (`--unsure`). */
const LEAST_SURE = 0.3;

/** The network that learns, in 3D: it is built, watched and told of where it stands. The page provides `LabService`. */
@Component({
  selector: 'app-lab-stage',
  imports: [Icon, LayerBuilder, NetworkScene],
  templateUrl: './lab-stage.html',
  styleUrl: './lab-stage.css',
  host: { role: 'group', '[attr.aria-label]': "say('stage.section')" },
})
export class LabStage {
  private readonly clock = inject(CLOCK);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly figures = inject(Figures);
  private readonly lensWords = inject(LensWords);
  protected readonly say = inject(Phrases).say;
  protected readonly themeSetting = inject(ThemeSetting);
  protected readonly isMotionReduced = mediaQuery('(prefers-reduced-motion: reduce)');
  protected readonly look = LEARNING_LOOK;

  /** The network that is shown. */
  readonly shown = input.required<StageNetwork | undefined>();
  /** What it makes of what goes in; undefined for nothing. */
  readonly read = input.required<SceneActivations | undefined>();
  /** Its connections ranked by weight, where nothing goes in. */
  readonly atRest = input<readonly LayerRanking[]>();
  /** Whether the pen is down. */
  readonly isDrawing = input(false);
  /** Traces a neuron back to the pixels of what goes in; without it only the first layer's have a lens. */
  readonly traceOf = input<(id: NeuronId) => PixelTrace | undefined>();
  /** What goes in. */
  readonly subjectInput = input.required<StageInput>();
  /** The step that is told. */
  readonly story = input<StepStory>();
  /** Neurons of each hidden layer: what the recipe says until somebody builds. */
  readonly layers = model.required<readonly number[]>();
  /** Whether layers can be added and changed: before a run. */
  readonly isBuilding = input(true);
  readonly view = input<StageView>('raises');
  /** Of each hidden layer, how many neurons nothing raises at the moment on screen. */
  readonly silent = input<readonly number[]>([]);
  /** The act of the last step; undefined where steps are not told. */
  readonly act = input<Act>();
  /** Whether something else has the stage. */
  readonly isCovered = input(false);
  /** Where network and input stand, CSS pixels of the stage; the usual places by default. */
  readonly freeArea = input<Rectangle>();
  readonly inputPlace = input<Rectangle>();
  /** The neuron that is picked: it stays so while weights change, from act to act. */
  readonly chosen = model<NeuronId>();

  private readonly scene = viewChild(NetworkScene);
  private readonly builder = viewChild(LayerBuilder);
  private readonly probe = viewChild.required<ElementRef<HTMLElement>>('probe');
  protected readonly size = signal<Size>({ width: 0, height: 0 });
  /** CSS pixels in a unit of the page (`--px`). */
  protected readonly unit = signal(1);
  private readonly places = computed(() => {
    const { free, input } = stagePlaces(this.size());
    return { free: this.freeArea() ?? free, input: this.inputPlace() ?? input };
  });
  protected readonly free = computed(() => this.places().free);
  protected readonly input = computed(() => this.places().input);

  protected readonly activations = computed(() => {
    const [read, story, act, shown] = [this.read(), this.story(), this.act(), this.shown()];
    return read && story && act && shown ? activationsInAct(read, story, act, shown.weights) : read;
  });
  protected readonly before = computed(() => {
    const shown = this.shown();
    if (this.story() && this.act() === 4) return shown?.before;
    return this.view() === 'changes' && !this.story() && !this.isBuilding()
      ? shown?.before
      : undefined;
  });
  /** The digit that it answers with; undefined in doubt, and before it has learned. */
  protected readonly predicted = computed(() => {
    const probabilities = this.read()?.probabilities;
    const act = this.act();
    if (!probabilities || !this.shown()?.images || act === 2 || act === 3) return undefined;
    const digit = probabilities.indexOf(Math.max(...probabilities));
    return (probabilities[digit] ?? 0) >= LEAST_SURE ? digit : undefined;
  });
  protected readonly telling = computed((): Telling => {
    const [story, act] = [this.story(), this.act()];
    if (!story || (act !== 1 && act !== 3)) return {};
    const startMs = untracked(() => this.clock.now());
    return { act: { way: act === 1 ? 'forward' : 'back', startMs } };
  });

  /** Where layers are, from the input on, and the outputs; CSS pixels of the stage. */
  readonly layerAnchors = computed(() => this.scene()?.layerAnchors() ?? []);
  readonly outputAnchors = computed(() => this.scene()?.outputAnchors() ?? []);
  protected readonly edges = computed((): readonly [number, number] => {
    const { left, width } = this.places().free;
    return [left, left + width];
  });

  protected readonly layerNames = computed((): readonly LayerName[] => {
    const network = this.shown()?.network;
    if (!network) return [];
    const { length } = network.layers;
    return [
      NAMELESS,
      ...network.layers.map(({ outputs }, layer) => this.nameOf(layer, outputs, length)),
    ];
  });
  /** The page says beside the outputs which digits they are. */
  protected readonly outputNames = Array.from({ length: 10 }, () => '');
  protected readonly layersInWords = computed(() => {
    const { network } = this.shown() ?? {};
    if (!network) return '';
    const hidden = architectureOf(network).slice(1, -1);
    const names = hidden.map(
      (count, layer) => this.silence(layer, count) ?? this.say('stage.layerOf', { count }),
    );
    const layers = [this.say('stage.pixels'), ...names, this.say('stage.outputs')].join(', ');
    return this.say('stage.inWords', { layers });
  });
  /** What the input shows of a neuron or pixel that is pointed at or picked; empty for nothing. */
  protected readonly lensTitle = computed(() => {
    const [network, image] = [this.shown()?.network, this.read()?.image];
    return this.lensWords.title({ network, id: this.scene()?.lensNeuron(), image });
  });
  /** What goes in, or what is shown in its place, and where that is said. */
  protected readonly inputName = computed(() => {
    const [input, anchor] = [this.subjectInput(), this.layerAnchors()[0]];
    // Without a place of its own, what goes in lies behind the paper.
    if (!anchor || (this.freeArea() && !this.inputPlace())) return undefined;
    const from = this.say(input.from === 'paper' ? 'stage.paper' : 'stage.pile');
    const text = this.lensTitle() || from;
    const { label: digit, isWrong } = input;
    const label =
      input.from === 'step' && digit !== undefined
        ? this.say(isWrong ? 'stage.wrongLabel' : 'stage.label', { digit })
        : '';
    return { ...anchor, text, label, isWrong };
  });
  protected readonly marks = computed(() => {
    const [story, act] = [this.story(), this.act()];
    if (!story || act === undefined || act === 1) return [];
    return pushMarks(story).map((mark) => {
      const push = this.figures.decimal(mark.push);
      const { digit } = mark;
      const words = mark.isUp
        ? this.say('stage.pushUp', { digit, push })
        : this.say('stage.pushDown', { digit, push });
      return { ...mark, text: push, words };
    });
  });
  /** Networks are built without a picture of them, too. */
  protected readonly boxes = computed(() =>
    this.state() === 'ok' ? this.layerAnchors() : evenBoxes(this.layers().length + 2, this.free()),
  );
  /** Whether controls of layers stand in a row below the stage. */
  readonly isBuiltInRow = computed(() => this.builder()?.isInRow() ?? false);
  protected readonly state = computed(() => this.scene()?.state() ?? 'ok');
  /** Why there is no picture; undefined where there is one. */
  protected readonly missing = computed(() => {
    const state = this.state();
    return state === 'ok' ? undefined : this.say(MISSING_PICTURE[state]);
  });

  constructor() {
    const observer = observedSizes((entries) => {
      for (const { target, contentRect } of entries) {
        const { width, height } = contentRect;
        if (target === this.host.nativeElement) this.size.set({ width, height });
        else this.unit.set(width / UNITS);
      }
    });
    afterNextRender(() => {
      observer.observe(this.host.nativeElement);
      observer.observe(this.probe().nativeElement);
    });
  }

  /** Tries again to get a picture after it was lost. */
  protected retry(): void {
    this.scene()?.retry();
  }

  private nameOf(layer: number, count: number, layers: number): LayerName {
    const isLast = layer === layers - 1;
    if (layer > 0) return isLast ? NAMELESS : this.plainName(layer, count);
    if (isLast) return { full: this.say('stage.outputsRaise'), short: '' };
    if (this.isBuilding()) return NAMELESS;
    const short = this.say('stage.layerOf', { count });
    if (this.story() && this.act() === 4) return { full: this.say('stage.changesNow'), short };
    if (this.before()) return { full: this.say('stage.changed', { count }), short };
    const silent = this.silent()[layer] ?? 0;
    if (silent === 0) return { full: this.say('stage.raises', { count }), short };
    const numbers = { count: silent, all: this.figures.count(count) };
    return {
      full: this.say('stage.silent', numbers),
      short: this.say('stage.silentShort', numbers),
    };
  }

  private plainName(layer: number, count: number): LayerName {
    if (this.isBuilding()) return NAMELESS;
    const full = this.silence(layer, count) ?? this.say('stage.layerOf', { count });
    return { full, short: this.figures.count(count) };
  }

  /** What is to be said of neurons that nothing raises; undefined where there are none. */
  private silence(layer: number, all: number): string | undefined {
    const count = this.isBuilding() ? 0 : (this.silent()[layer] ?? 0);
    return count > 0
      ? this.say('stage.silent', { count, all: this.figures.count(all) })
      : undefined;
  }
}
