import { architectureOf, isSameNeuron } from '#model';
import type { LayerRanking, NetworkSpec, NetworkWeights, NeuronId } from '#model';
import {
  afterNextRender,
  afterRenderEffect,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { AskedView, SceneView } from './camera/camera-rig.ts';
import { ControlKey } from './camera/control-key.ts';
import { moveCameraByKey } from './camera/camera-keys.ts';
import { PointerGestures, pointerMoment, type PointerMoment } from './camera/pointer-gestures.ts';
import { pickTolerance } from './picking/pick-neuron.ts';
import { DEFAULT_SCENE_OPTIONS } from './meshes/scene-options.ts';
import type { LayerName } from '../../i18n/neuron-names.ts';
import { capturePointer } from '../../platform/capture-pointer.ts';
import { observedSizes } from '../../platform/observed-sizes.ts';
import { digitOf, latinKey } from '../../platform/pressed-key.ts';
import type { Rectangle, Size } from '../../platform/rectangle.ts';
import type { ReadTile } from './picture/paint-scene.ts';
import { BASE_FONT_SIZE, sceneLabels } from './scene-labels.ts';
import { SceneService } from './scene-service.ts';
import type { SceneActivations } from './scene-signals.ts';
import { wheelZoom } from './camera/wheel-zoom.ts';

/** Radians per CSS pixel of dragging. */
const ORBIT_RATE = 0.006;

/** The network in 3D: draws its inputs and reports which neuron is picked. */
@Component({
  selector: 'app-network-scene',
  templateUrl: './network-scene.html',
  styleUrl: './network-scene.css',
  providers: [SceneService],
  host: {
    '[attr.data-layers]': 'layerBoxes()',
    '(window:keydown)': 'control.update($event)',
    '(window:keyup)': 'control.update($event)',
    '(window:blur)': 'handleWindowBlur()',
  },
})
export class NetworkScene {
  private readonly scene = inject(SceneService);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly network = input<NetworkSpec>();
  readonly weights = input<NetworkWeights>();
  /** The activations for the drawing; undefined when nothing is drawn. */
  readonly activations = input<SceneActivations>();
  /** Rankings of connections by weight alone, shown while there are no activations. */
  readonly atRest = input<readonly LayerRanking[]>();
  /** The output with the predicted digit; undefined when in doubt. */
  readonly predictedOutput = input<number>();
  /** Whether the pen is down. */
  readonly isDrawing = input(false);
  /** The part of the scene that no panel covers; the whole scene by default. */
  readonly freeArea = input<Rectangle>();
  /** The place that the input has to itself; without one it stands in line. */
  readonly inputPlace = input<Rectangle>();
  readonly theme = input<'dark' | 'light'>('dark');
  readonly isMotionReduced = input(false);
  readonly options = input(DEFAULT_SCENE_OPTIONS);
  readonly selection = input<NeuronId>();
  /** A requested view: a new object is a new request, even for the same view. */
  readonly askedView = input<AskedView>();
  /** Accessible name and role description. */
  readonly name = input.required<string>();
  readonly description = input.required<string>();
  /** Names of the layers from input to output; their sizes by default. */
  readonly layerNames = input<readonly LayerName[]>();
  /** Names of the outputs; digits by default. */
  readonly outputNames = input<readonly string[]>();

  /** The neuron that was picked; undefined when the pick was cleared. */
  readonly pick = output<NeuronId | undefined>();
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

  /** The prepared view that is showing; undefined once someone has moved the camera. */
  readonly view = this.scene.view;

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly fontProbe = viewChild.required<ElementRef<HTMLElement>>('fontProbe');
  protected readonly control = new ControlKey();
  private readonly hovered = signal<NeuronId | undefined>(undefined);
  private readonly isAttached = signal(false);
  private readonly gestures = new PointerGestures({
    orbit: (dx, dy) => {
      this.scene.orbit(-dx * ORBIT_RATE, dy * ORBIT_RATE);
    },
    pan: (dx, dy) => {
      this.scene.pan(dx, dy);
    },
    spread: (factor) => {
      this.scene.zoom(1 / factor);
    },
    tap: ({ x, y, pointerType }) => {
      this.pick.emit(this.scene.pick(x, y, pickTolerance(pointerType)));
    },
  });
  private readonly size = signal<Size>({ width: 0, height: 0 });
  /** Font size of the page, CSS pixels. */
  private readonly fontSize = signal(BASE_FONT_SIZE);

  protected readonly isOverNeuron = computed(() => this.hovered() !== undefined);
  /** Left, top, right and bottom of each layer, for tests that measure the page. */
  protected readonly layerBoxes = computed(() =>
    this.scene
      .screenPositions()
      .layers.map(({ left, top, right, y }) => [left, top, right, y].map(Math.round).join(','))
      .join(' '),
  );
  protected readonly labels = computed(() => {
    const [network, view] = [this.network(), this.view()];
    return sceneLabels(this.scene.screenPositions(), {
      sizes: network ? architectureOf(network) : [],
      layerNames: this.layerNames(),
      outputNames: this.outputNames(),
      predictedOutput: this.predictedOutput(),
      shownLayer: typeof view === 'object' ? view.layer : undefined,
      // Elsewhere the camera decides what lies over what.
      freeArea: view === 'home' ? this.freeArea() : undefined,
      fontSize: this.fontSize(),
    });
  });

  constructor() {
    const { scene } = this;
    const observer = observedSizes((entries) => {
      for (const { target, contentRect } of entries) {
        const { width, height } = contentRect;
        if (target === this.host.nativeElement) this.size.set({ width, height });
        else this.fontSize.set(width);
      }
    });
    observer.observe(this.host.nativeElement);
    afterNextRender(() => {
      observer.observe(this.fontProbe().nativeElement);
    });
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
      scene.setNetwork(this.network());
    });
    this.whenAttached(() => {
      const size = this.size();
      scene.setStage(size, this.freeArea() ?? { left: 0, top: 0, ...size }, this.inputPlace());
    });
    this.whenAttached(() => {
      scene.setWeights(this.weights());
    });
    this.whenAttached(() => {
      scene.setOptions(this.options());
    });
    this.whenAttached(() => {
      scene.setSignals(this.activations(), this.atRest());
    });
    this.whenAttached(() => {
      scene.setPredictedOutput(this.predictedOutput());
    });
    this.whenAttached(() => {
      if (this.isDrawing()) scene.stopPulse();
    });
    this.whenAttached(() => {
      const asked = this.askedView();
      if (asked) scene.show(asked.view);
    });
    effect(() => {
      this.viewShown.emit(scene.view());
    });
    this.whenAttached(() => {
      scene.setHighlight(this.selection(), this.hovered());
    });
  }

  /** Tries again to get a picture after it was lost. */
  retry(): void {
    this.scene.retry();
  }

  /** Plays a pulse that runs through the layers. */
  playPulse(): void {
    this.scene.playPulse();
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

  protected handleWheel(event: WheelEvent): void {
    // Where a finger on the picture scrolls the page, so does the wheel. A pinch arrives as a wheel with Control.
    const { touchAction } = getComputedStyle(this.canvas().nativeElement);
    if (touchAction !== 'none' && !event.ctrlKey) return;
    const factor = wheelZoom(event, this.control.isHeld);
    if (factor === undefined) return;
    event.preventDefault();
    this.scene.zoom(factor);
  }

  protected handlePointerDown(event: PointerEvent): void {
    this.gestures.down(this.momentOf(event));
    this.canvas().nativeElement.focus({ preventScroll: true, focusVisible: false });
    capturePointer(this.canvas().nativeElement, event.pointerId);
  }

  protected handlePointerMove(event: PointerEvent): void {
    this.control.update(event);
    const moment = this.momentOf(event);
    this.gestures.move(moment);
    if (event.pointerType === 'mouse' && event.buttons === 0) this.hoverAt(moment);
  }

  protected handlePointerUp(event: PointerEvent): void {
    this.gestures.up(this.momentOf(event));
  }

  protected handlePointerCancel(event: PointerEvent): void {
    this.gestures.cancel(event.pointerId);
  }

  protected handleWindowBlur(): void {
    this.control.reset();
    this.gestures.cancelAll();
  }

  protected handlePointerLeave(): void {
    this.setHovered(undefined);
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

  private hoverAt({ x, y, pointerType }: PointerMoment): void {
    this.setHovered(this.scene.pick(x, y, pickTolerance(pointerType)));
  }

  private setHovered(neuron: NeuronId | undefined): void {
    if (!isSameNeuron(neuron, this.hovered())) this.hovered.set(neuron);
  }

  private momentOf(event: PointerEvent): PointerMoment {
    return pointerMoment(event, this.canvas().nativeElement.getBoundingClientRect());
  }

  private whenAttached(update: () => void): void {
    effect(() => {
      if (this.isAttached()) update();
    });
  }
}
