import { architectureOf, type NetworkSpec, type NetworkWeights } from '#model';
import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { Frame, Size } from './camera-pose';
import type { SceneView } from './camera-rig';
import { ConnectionRanking } from './connection-ranking';
import type { NeuronId } from './neuron-id';
import { DEFAULT_SCENE_OPTIONS } from './scene-options';
import { SceneService } from './scene-service';
import { winnerOf, type SceneActivations } from './scene-signals';

interface Label {
  readonly key: string;
  readonly kind: 'layer' | 'output';
  readonly text: string;
  readonly isAnswer: boolean;
  /** CSS `translate`. */
  readonly place: string;
}

/** The network in 3D: draws what the shell gives it, and says what is pointed at. */
@Component({
  selector: 'app-network-scene',
  templateUrl: './network-scene.html',
  styleUrl: './network-scene.css',
  providers: [SceneService, ConnectionRanking],
})
export class NetworkScene {
  private readonly scene = inject(SceneService);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly network = input<NetworkSpec>();
  readonly weights = input<NetworkWeights>();
  /** What the network made of the image; undefined for a blank sheet. */
  readonly activations = input<SceneActivations>();
  /** Ink 0..1, row-major, `[28][28]`. */
  readonly image = input<Float32Array>();
  /** The part of the scene that no panel covers; all of it by default. */
  readonly freeArea = input<Frame>();
  readonly theme = input<'dark' | 'light'>('dark');
  readonly isMotionReduced = input(false);
  readonly options = input(DEFAULT_SCENE_OPTIONS);
  readonly selection = input<NeuronId>();
  /** Accessible name, and what kind of thing it is. */
  readonly name = input('Network in 3D');
  readonly description = input('3D view');
  /** Names of the layers, input to output; their sizes by default. */
  readonly layerNames = input<readonly string[]>();
  /** Names of the outputs; digits by default. */
  readonly outputNames = input<readonly string[]>();

  /** A neuron was picked, or with undefined the pick was let go. */
  readonly pick = output<NeuronId | undefined>();
  readonly hover = output<NeuronId | undefined>();

  readonly state = this.scene.state;
  /** Centres of the output neurons, CSS pixels of the host. */
  readonly outputAnchors = computed(() => this.scene.places().outputs);
  readonly isHomeView = computed(() => this.scene.view() === 'home');

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly size = signal<Size>({ width: 0, height: 0 });

  protected readonly labels = computed(() => {
    const { layers, outputs } = this.scene.places();
    const winner = winnerOf(this.activations());
    const sizes = architectureOf(this.network() ?? { layers: [], normalization: NO_NORMALIZATION });
    const names = this.layerNames() ?? sizes.map(String);
    const outputNames = this.outputNames();
    return [
      ...layers.map(({ x, y }, index): Label => {
        const place = `${x.toFixed(1)}px ${y.toFixed(1)}px`;
        const text = names[index] ?? '';
        return { key: `layer ${index}`, kind: 'layer', text, isAnswer: false, place };
      }),
      ...outputs.map(({ x, y }, index): Label => {
        const place = `${x.toFixed(1)}px ${y.toFixed(1)}px`;
        const text = outputNames?.[index] ?? String(index);
        return { key: `output ${index}`, kind: 'output', text, isAnswer: index === winner, place };
      }),
    ];
  });

  constructor() {
    const { scene } = this;
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      this.size.set({ width, height });
    });
    observer.observe(this.host.nativeElement);
    inject(DestroyRef).onDestroy(() => {
      observer.disconnect();
    });
    afterNextRender(() => {
      scene.attach(this.canvas().nativeElement);
      this.isAttached.set(true);
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
      const { width, height } = this.size();
      scene.setStage({ width, height }, this.freeArea() ?? { left: 0, top: 0, width, height });
    });
    this.whenAttached(() => {
      scene.setWeights(this.weights());
    });
    this.whenAttached(() => {
      scene.setOptions(this.options());
    });
    this.whenAttached(() => {
      scene.setSignals(this.image(), this.activations());
    });
    this.whenAttached(() => {
      scene.setMarks(this.selection(), undefined);
    });
  }

  private readonly isAttached = signal(false);

  /** Sends a wave through the layers. */
  playWave(): void {
    this.scene.playWave();
  }

  show(view: SceneView): void {
    this.scene.show(view);
  }

  private whenAttached(drive: () => void): void {
    effect(() => {
      if (this.isAttached()) drive();
    });
  }
}

const NO_NORMALIZATION = { mean: 0, std: 1 };
