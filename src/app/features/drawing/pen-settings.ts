import { DEFAULT_BRUSH, type Brush } from '#model';
import { computed, Service } from '@angular/core';
import { persistedNumber, persistedSwitch } from '../../platform/persisted.ts';

/** Bounds of the settings: the size in pad units, the strength as a share of full ink. */
export const BRUSH_BOUNDS = {
  size: { least: 1, most: 5 },
  strength: { least: 0.2, most: 1 },
} as const;

/** Settings of pen and paper, stored on this device. */
@Service()
export class PenSettings {
  private readonly size = persistedNumber('brush.size', {
    ...BRUSH_BOUNDS.size,
    fallback: DEFAULT_BRUSH.size,
  });
  private readonly strength = persistedNumber('brush.strength', {
    ...BRUSH_BOUNDS.strength,
    fallback: DEFAULT_BRUSH.strength,
  });
  private readonly palm = persistedSwitch('palm', true);
  private readonly grid = persistedSwitch('grid', false);

  readonly brush = computed((): Brush => ({
    size: this.size.value(),
    strength: this.strength.value(),
  }));
  /** Whether touches count as the hand that holds the pen, once a pen was used. */
  readonly isPalmIgnored = this.palm.isOn;
  /** Whether the grid of pixels stays on the paper. */
  readonly isGridShown = this.grid.isOn;

  /** Sets the given properties and leaves the others. */
  change({ size, strength }: Partial<Brush>): void {
    if (size !== undefined) this.size.choose(size);
    if (strength !== undefined) this.strength.choose(strength);
  }

  togglePalm(): void {
    this.palm.toggle();
  }

  toggleGrid(): void {
    this.grid.toggle();
  }
}
