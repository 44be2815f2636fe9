import { Component, computed, inject, input, linkedSignal, model } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import { LAYER_LIMITS } from '../../../network/lab/shared/lab-controls.ts';
import type { Size } from '../../../platform/rectangle.ts';
import { controlPlaces, type LayerBox } from './control-places.ts';
import { hasRoomForLayer, withHalf, withLayer, withTwice, withTyped } from './layer-sizes.ts';

/** CSS pixels at the usual text size: a finger, a layer's control, and its number alone. */
const SIZES = { button: 44, whole: 148, number: 56 } as const;

/** Builds a network where it stands: between its layers one can be added, below each its size is changed. */
@Component({
  selector: 'app-layer-builder',
  templateUrl: './layer-builder.html',
  styleUrl: './layer-builder.css',
})
export class LayerBuilder {
  protected readonly say = inject(Phrases).say;

  /** Neurons of each hidden layer. */
  readonly layers = model.required<readonly number[]>();
  /** Where layers are, input and outputs included, CSS pixels of the stage. */
  readonly boxes = input.required<readonly LayerBox[]>();
  /** The left and the right edge that controls may reach. */
  readonly edges = input.required<readonly [left: number, right: number]>();
  /** How wide and high the stage is, CSS pixels. */
  readonly stage = input<Size>();
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
  private readonly places = linkedSignal<
    ReturnType<typeof controlPlaces> | undefined,
    ReturnType<typeof controlPlaces> | undefined
  >({
    source: () => {
      if (!this.isCurrent()) return undefined;
      const scale = this.scale();
      const sizes = {
        button: SIZES.button * scale,
        whole: SIZES.whole * scale,
        number: SIZES.number * scale,
      };
      return controlPlaces(this.boxes(), this.edges(), sizes, this.open(), this.stage());
    },
    computation: (places, previous) => places ?? previous?.value,
  });
  private readonly additions = computed(() =>
    hasRoomForLayer(this.layers()) ? (this.places()?.additions ?? []) : [],
  );
  private readonly controls = computed(() => {
    const { sizes = [], hasRoom = true } = this.places() ?? {};
    return this.layers().flatMap((size, layer) => {
      const place = sizes[layer];
      return place ? [{ layer, size, place, isWhole: hasRoom || this.open() === layer }] : [];
    });
  });
  /** From left to right: where a layer can be added, and the one behind it. */
  protected readonly slots = computed(() => {
    const [additions, controls] = [this.additions(), this.controls()];
    return Array.from({ length: this.layers().length + 1 }, (_, index) => ({
      addition: additions.find(({ before }) => before === index),
      control: controls[index],
    }));
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
