import { Component, computed, inject, input, linkedSignal, model } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import { LAYER_LIMITS } from '../../../network/lab/shared/lab-controls.ts';
import { controlPlaces, type ControlPlaces, type LayerBox } from './control-places.ts';
import { hasRoomForLayer, withHalf, withLayer, withTwice, withTyped } from './layer-sizes.ts';

/** CSS pixels at the usual text size: a finger, a layer's control, and its number alone. */
const SIZES = { button: 44, whole: 148, number: 56 } as const;

/** A place before a layer, and the layer's control. */
interface Slot {
  readonly canAdd: boolean;
  /** Where they stand on the stage, as CSS says it; undefined in a row. */
  readonly addition: string | undefined;
  readonly place: string | undefined;
  /** Undefined behind the last layer. */
  readonly control:
    { readonly layer: number; readonly size: number; readonly isWhole: boolean } | undefined;
}

/** Builds a network where it stands: between its layers one can be added, below each its size is changed. */
@Component({
  selector: 'app-layer-builder',
  templateUrl: './layer-builder.html',
  styleUrl: './layer-builder.css',
  host: { '[class.in-row]': 'isInRow()' },
})
export class LayerBuilder {
  protected readonly say = inject(Phrases).say;

  /** Neurons of each hidden layer. */
  readonly layers = model.required<readonly number[]>();
  /** Where layers are, input and outputs included, CSS pixels of the stage. */
  readonly boxes = input.required<readonly LayerBox[]>();
  /** The left and the right edge that controls may reach. */
  readonly edges = input.required<readonly [left: number, right: number]>();
  /** CSS pixels in a unit of the page (`--px`). */
  readonly scale = input(1);

  /** Before the picture has followed a change, there is a box too many or too few. */
  private readonly isCurrent = computed(() => this.boxes().length === this.layers().length + 2);
  /** The layer whose control is whole where there is no room for all. */
  protected readonly open = linkedSignal({
    source: this.layers,
    computation: (layers, previous?: { readonly value: number }) =>
      Math.min(previous?.value ?? 0, Math.max(0, layers.length - 1)),
  });
  /** Undefined as long as it is not known where layers are. */
  private readonly places = linkedSignal<
    ControlPlaces | 'row' | undefined,
    ControlPlaces | 'row' | undefined
  >({
    source: () => {
      if (!this.isCurrent()) return undefined;
      const scale = this.scale();
      const sizes = {
        button: SIZES.button * scale,
        whole: SIZES.whole * scale,
        number: SIZES.number * scale,
      };
      return controlPlaces(this.boxes(), this.edges(), sizes, this.open()) ?? 'row';
    },
    computation: (places, previous) => places ?? previous?.value,
  });
  /** Whether controls stand in a row of their own, whose place the page decides. */
  readonly isInRow = computed(() => this.places() === 'row');
  /**
   * From left to right: where a layer can be added, and the one behind it. In a row, one can be added behind the layer in
   * use.
   */
  protected readonly slots = computed((): readonly Slot[] => {
    const [places, layers, open] = [this.places(), this.layers(), this.open()];
    if (!places) return [];
    const canAdd = hasRoomForLayer(layers);
    const isRow = places === 'row';
    const behind = Math.min(layers.length, open + 1);
    return Array.from({ length: layers.length + 1 }, (_, layer) => {
      const size = layers[layer];
      const isWhole = layer === open || (!isRow && places.hasRoom);
      return {
        canAdd: canAdd && (!isRow || layer === behind),
        addition: isRow ? undefined : translation(places.additions[layer]),
        control: size === undefined ? undefined : { layer, size, isWhole },
        place: isRow ? undefined : translation(places.sizes[layer]),
      };
    });
  });
  protected readonly least = LAYER_LIMITS.least;
  protected readonly most = LAYER_LIMITS.most;

  protected add(before: number): void {
    this.open.set(before);
    this.layers.update((sizes) => withLayer(sizes, before));
  }

  protected halve(layer: number): void {
    this.layers.update((sizes) => withHalf(sizes, layer));
  }

  protected double(layer: number): void {
    this.layers.update((sizes) => withTwice(sizes, layer));
  }

  protected type(layer: number, field: HTMLInputElement): void {
    this.layers.update((sizes) => withTyped(sizes, layer, field.value));
    // What was typed may not be what is allowed.
    field.value = String(this.layers()[layer] ?? '');
  }
}

function translation(
  place: { readonly x: number; readonly y: number } | undefined,
): string | undefined {
  return place && `${place.x}px ${place.y}px`;
}
