import { isSameNeuron } from '#model';
import type { LayerRanking, NetworkSpec, NetworkWeights, NeuronId, PixelTrace } from '#model';
import {
  afterRenderEffect,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { AskedView, SceneView } from './camera/camera-rig.ts';
import { moveCameraByKey } from './camera/camera-keys.ts';
import type { LegendWords } from './legend/scene-legend.ts';
import { isSameLens, lensOf } from './lens/lens.ts';
import { READING_LOOK, type SceneLook } from './lens/scene-look.ts';
import { DEFAULT_SCENE_OPTIONS } from './meshes/scene-options.ts';
import { ScenePointers } from './picking/scene-pointers.ts';
import type { LayerName } from '../../i18n/neuron-names.ts';
import { CLOCK } from '../../platform/clock.ts';
import { observedSizes } from '../../platform/observed-sizes.ts';
import { digitOf, latinKey } from '../../platform/pressed-key.ts';
import type { Rectangle, Size } from '../../platform/rectangle.ts';
import type { ReadTile } from './picture/paint-scene.ts';
import { SceneNames } from './scene-names.ts';
import { SceneService } from './scene-service.ts';
import type { SceneActivations } from './scene-signals.ts';
import type { Telling } from './story/telling.ts';

/** The network in 3D: draws its inputs and reports which neuron is picked. */
@Component({
  selector: 'app-network-scene',
  imports: [SceneNames],
  templateUrl: './network-scene.html',
  styleUrl: './network-scene.css',
  providers: [SceneService],
  host: {
    '[attr.data-layers]': 'layerBoxes()',
    '(window:keydown)': 'pointers.control.update($event)',
    '(window:keyup)': 'pointers.control.update($event)',
    '(window:blur)': 'pointers.reset()',
  },
})
export class NetworkScene {
  private readonly scene = inject(SceneService);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly network = input<NetworkSpec>();
  readonly weights = input<NetworkWeights>();
  /** Weights of the same network: then the first layer's neurons show what has changed since. */
  readonly weightsBefore = input<NetworkWeights>();
  /** How the first layer shows its weights. */
  readonly look = input<SceneLook>(READING_LOOK);
  /** The activations for the drawing; undefined when nothing is drawn. */
  readonly activations = input<SceneActivations>();
  /** Rankings of connections by weight alone, shown while there are no activations. */
  readonly atRest = input<readonly LayerRanking[]>();
  /** The output with the predicted digit; undefined when in doubt. */
  readonly predictedOutput = input<number>();
  /** Whether the pen is down. */
  readonly isDrawing = input(false);
  /** What the picture tells: the story of a stroke, or a sentence; nothing by default. */
  readonly telling = input<Telling>({});
  /** Whether the names of layers can be chosen, to stop there. */
  readonly hasStops = input(false);
  /** Whether something else lies over all of it: then nothing is drawn, and what changes comes with the next look. */
  readonly isCovered = input(false);
  /** The part of the scene that no panel covers; the whole scene by default. */
  readonly freeArea = input<Rectangle>();
  /** The place that the input has to itself; without one it stands in line. */
  readonly inputPlace = input<Rectangle>();
  readonly theme = input<'dark' | 'light'>('dark');
  readonly isMotionReduced = input(false);
  readonly options = input(DEFAULT_SCENE_OPTIONS);
  readonly selection = input<NeuronId>();
  /** The neuron or pixel whose lens is on, whatever is pointed at or picked; see `lensNeuron`. */
  readonly lens = input<NeuronId>();
  /** Traces a neuron back to the pixels; without it only neurons of the first layer have a lens. */
  readonly traceOf = input<(id: NeuronId) => PixelTrace | undefined>();
  /** A requested view: a new object is a new request, even for the same view. */
  readonly askedView = input<AskedView>();
  /** Accessible name and role description. */
  readonly name = input.required<string>();
  readonly description = input.required<string>();
  /** Names of the layers from input to output; their sizes by default. */
  readonly layerNames = input<readonly LayerName[]>();
  /** What the picture shows under a lens, for where the page does not say it. */
  readonly lensTitle = input('');
  /** Without words there is no legend. */
  readonly legendWords = input<LegendWords>();
  /** Names of the outputs; digits by default. */
  readonly outputNames = input<readonly string[]>();

  /** The neuron that was picked; undefined when the pick was cleared. */
  readonly pick = output<NeuronId | undefined>();
  /** A layer whose name was chosen, from 0, the input. */
  readonly stop = output<number>();
  /** The prepared view that is now showing; undefined once someone has moved the camera. */
  readonly viewShown = output<SceneView | undefined>();

  readonly state = this.scene.state;
  protected readonly canvasNumber = this.scene.canvasNumber;
  /** Per dense layer: how strong (value times weight) a picked neuron's connection must be to be drawn. */
  readonly leastDrawn = computed((): readonly number[] =>
    (this.activations()?.rankings ?? []).map(({ scale }) => scale * this.options().hideBelow),
  );
  /** Statistics of the last frame, for measurements. */
  readonly frameStats = this.scene.frameStats;
  /** Where the output neurons are, in CSS pixels of the host. */
  readonly outputAnchors = computed(() => this.scene.screenPositions().outputs);
  /** Where the layers are, from the input on, in CSS pixels of the host. */
  readonly layerAnchors = computed(() => this.scene.screenPositions().layers);

  /** The prepared view that is showing; undefined once someone has moved the camera. */
  readonly view = this.scene.view;

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  protected readonly pointers = new ScenePointers(inject(CLOCK), this.scene, {
    canvas: () => this.canvas().nativeElement,
    picked: (neuron) => {
      this.pick.emit(neuron);
    },
  });
  private readonly hovered = this.pointers.hovered;
  private readonly isAttached = signal(false);
  protected readonly size = signal<Size>({ width: 0, height: 0 });

  protected readonly isOverNeuron = computed(() => this.hovered() !== undefined);
  /** What is asked for comes before what is pointed at, and that before what is picked. */
  private readonly pointedAt = computed(() => this.lens() ?? this.telling().pointedAt);
  private readonly lensWanted = computed(
    () => (this.isCovered() ? undefined : (this.pointedAt() ?? this.hovered() ?? this.selection())),
    { equal: isSameNeuron },
  );
  private readonly shownLens = computed(
    () =>
      lensOf(this.lensWanted(), {
        network: this.network(),
        weights: this.weights(),
        image: this.activations()?.image,
        // What raises a later neuron changes with the drawing: under the pen the plane has the ink alone.
        traceOf: this.isDrawing() ? undefined : this.traceOf(),
      }),
    { equal: isSameLens },
  );
  /**
   * The neuron or pixel whose lens is on: the input plane shows what raises a neuron, the first layer what a pixel
   * changes most.
   */
  readonly lensNeuron = computed(() => (this.shownLens() ? this.lensWanted() : undefined));
  /** Left, top, right and bottom of each layer, for tests that measure the page. */
  protected readonly layerBoxes = computed(() =>
    this.scene
      .screenPositions()
      .layers.map(({ left, top, right, y }) => [left, top, right, y].map(Math.round).join(','))
      .join(' '),
  );

  /** The legend comes with the first answer, and stays. */
  protected readonly hasAnswered = linkedSignal<unknown, boolean>({
    source: this.activations,
    computation: (now, before) => now !== undefined || before?.value === true,
  });

  constructor() {
    const { scene } = this;
    observedSizes(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      this.size.set({ width, height });
    }).observe(this.host.nativeElement);
    afterRenderEffect(() => {
      const canvas = this.canvas().nativeElement;
      untracked(() => {
        scene.attach(canvas);
        this.isAttached.set(true);
      });
    });
    this.whenAttached(() => {
      scene.setTheme(this.theme());
    });
    this.whenAttached(() => {
      scene.setMotionReduced(this.isMotionReduced());
    });
    this.whenAttached(() => {
      scene.setLook(this.look());
    });
    this.whenAttached(() => {
      scene.setCovered(this.isCovered());
    });
    this.whenSeen(() => {
      scene.setNetwork(this.network());
    });
    this.whenSeen(() => {
      const size = this.size();
      scene.setStage(size, this.freeArea() ?? { left: 0, top: 0, ...size }, this.inputPlace());
    });
    this.whenSeen(() => {
      scene.setWeights(this.weights(), this.weightsBefore());
    });
    this.whenAttached(() => {
      scene.setOptions(this.options());
    });
    this.whenSeen(() => {
      scene.setSignals(this.activations(), this.atRest());
    });
    this.whenSeen(() => {
      scene.setPredictedOutput(this.predictedOutput());
    });
    this.whenAttached(() => {
      scene.tell(this.telling());
    });
    this.whenAttached(() => {
      const asked = this.askedView();
      if (asked) scene.show(asked.view);
    });
    effect(() => {
      this.viewShown.emit(scene.view());
    });
    this.whenSeen(() => {
      scene.setHighlight(this.selection(), this.pointedAt() ?? this.hovered());
    });
    this.whenSeen(() => {
      scene.setLens(this.shownLens());
    });
    effect(() => {
      scene.screenPositions();
      this.pointers.rest();
    });
  }

  /** Tries again to get a picture after it was lost. */
  retry(): void {
    this.scene.retry();
  }

  /** Part of the picture as it is on screen (`ReadTile`). */
  readonly readTile: ReadTile = (area, scale) => this.scene.readTile(area, scale);

  focus(): void {
    this.canvas().nativeElement.focus();
  }

  protected handleKeydown(event: KeyboardEvent): void {
    const key = digitOf(event) === 0 ? 'Home' : latinKey(event);
    if (event.ctrlKey || event.metaKey || event.altKey || !this.runKey(key)) return;
    event.preventDefault();
  }

  private runKey(key: string): boolean {
    const picked = this.selection();
    const next = picked && this.scene.nextPick(picked, key);
    if (next) this.pick.emit(next);
    else if (key === 'Enter') this.pick.emit(this.hovered() ?? this.keyboardStart());
    else if (key === 'Escape' && picked) this.pick.emit(undefined);
    else return moveCameraByKey(this.scene, key);
    return true;
  }

  /** Where picking by keyboard starts: the predicted output, or else the first. */
  private keyboardStart(): NeuronId | undefined {
    const layer = this.network()?.layers.length;
    return layer === undefined ? undefined : { layer, neuron: this.predictedOutput() ?? 0 };
  }

  /** What is shown as it is now, which costs uploads: while it is covered nobody sees it. */
  private whenSeen(update: () => void): void {
    this.whenAttached(() => {
      if (!this.isCovered()) update();
    });
  }

  private whenAttached(update: () => void): void {
    effect(() => {
      if (this.isAttached()) update();
    });
  }
}
