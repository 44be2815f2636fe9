import { architectureOf, type NetworkSpec } from '#model';
import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { LayerName } from '../../i18n/neuron-names.ts';
import { observedSizes } from '../../platform/observed-sizes.ts';
import type { Rectangle, Size } from '../../platform/rectangle.ts';
import { isFree } from './legend/free-place.ts';
import { legendPlace } from './legend/legend-place.ts';
import { SceneLegend, type LegendWords } from './legend/scene-legend.ts';
import { BASE_FONT_SIZE, sceneLabels } from './scene-labels.ts';
import { SceneService } from './scene-service.ts';

/**
 * The words in the picture: names of layers and outputs, what the lens shows, and the legend. A layer's name can be a place to stop at; as the walk goes to the same
 * places, it is for pointers only.
 */
@Component({
  selector: 'app-scene-names',
  imports: [SceneLegend],
  template: `
    @for (label of labels(); track label.key) {
      @if (hasStops() && label.kind === 'layer') {
        <button
          type="button"
          tabindex="-1"
          class="name layer"
          [style.translate]="label.translate"
          (click)="stop.emit(label.index)"
        >
          {{ label.text }}
        </button>
      } @else {
        <span
          class="name"
          [class]="label.kind"
          [class.answer]="label.isAnswer"
          [style.translate]="label.translate"
        >
          {{ label.text }}
        </span>
      }
    }
    @if (lensLabel(); as label) {
      <p
        class="lens"
        [style.translate]="'max(var(--edge, 0px), ' + label.left + 'px) ' + label.top + 'px'"
      >
        {{ label.text }}
      </p>
    }
    @if (legend(); as place) {
      <app-scene-legend
        [class.stacked]="place.isStacked"
        [words]="place.words"
        [style.translate]="'max(var(--edge, 0px), ' + place.left + 'px) ' + place.top + 'px'"
      />
    }
    <span #fontProbe class="font-probe"></span>
  `,
  styleUrl: './scene-names.css',
  host: { 'aria-hidden': 'true' },
})
export class SceneNames {
  private readonly scene = inject(SceneService);

  readonly network = input<NetworkSpec>();
  /** Names of the layers from input to output; their sizes by default. */
  readonly layerNames = input<readonly LayerName[]>();
  /** Names of the outputs; digits by default. */
  readonly outputNames = input<readonly string[]>();
  /** The output with the predicted digit; undefined when in doubt. */
  readonly predictedOutput = input<number>();
  /** The part of the scene that no panel covers; the whole scene by default. */
  readonly freeArea = input<Rectangle>();
  /** Of the scene. */
  readonly size = input.required<Size>();
  /** What the picture shows under a lens, for where the page does not say it. */
  readonly lensTitle = input('');
  /** Without words there is no legend. */
  readonly legendWords = input<LegendWords>();
  /** Whether the names of layers can be chosen. */
  readonly hasStops = input(false);

  /** The layer whose name was chosen, from 0, the input. */
  readonly stop = output<number>();

  private readonly fontProbe = viewChild.required<ElementRef<HTMLElement>>('fontProbe');
  /** Font size of the page, CSS pixels. */
  private readonly fontSize = signal(BASE_FONT_SIZE);

  protected readonly labels = computed(() => {
    const [network, view] = [this.network(), this.scene.view()];
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

  protected readonly legend = computed(() => {
    const words = this.legendWords();
    if (!words || this.scene.view() !== 'home') return undefined;
    const place = legendPlace(Object.values(words), this.surroundings());
    return place && { ...place, words };
  });
  /** What the lens shows, in the upper left corner of the picture. */
  protected readonly lensLabel = computed(() => {
    const [text, { freeArea, layers, scale }] = [this.lensTitle(), this.surroundings()];
    const { left, top } = freeArea;
    const place = { left, top, width: 7 * scale * text.length, height: 18 * scale };
    const fits = place.width <= freeArea.width && isFree(place, [], layers);
    return text !== '' && fits ? { text, left, top } : undefined;
  });
  /** What texts in the corners of the picture have to keep clear of. */
  private readonly surroundings = computed(() => ({
    freeArea: this.freeArea() ?? { left: 0, top: 0, ...this.size() },
    texts: this.labels().flatMap(({ box }) => (box ? [box] : [])),
    layers: this.scene.screenPositions().layers.map(({ corners }) => corners),
    scale: this.fontSize() / BASE_FONT_SIZE,
  }));

  constructor() {
    const observer = observedSizes(([entry]) => {
      if (entry) this.fontSize.set(entry.contentRect.width);
    });
    afterNextRender(() => {
      observer.observe(this.fontProbe().nativeElement);
    });
  }
}
