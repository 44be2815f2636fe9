import type { FirstGrid } from '../geometry/first-grid.ts';

/** How a picture shows what neurons of the first layer weigh. */
export interface SceneLook {
  /** The weight in full colour: so many times the root mean square, and no less than this. */
  readonly full: { readonly times: number; readonly least: number };
  /**
   * 1 where all pictures are equally strong, since it is they that are looked at; 0 where those of neurons that are awake
   * are larger and stronger, since it is a drawing that is read.
   */
  readonly evenness: 0 | 1;
  readonly firstGrid: FirstGrid;
}

/** Of a page where a network reads a drawing. */
export const READING_LOOK: SceneLook = {
  full: { times: 3.2, least: 1e-6 },
  evenness: 0,
  firstGrid: 'tall',
};

/**
 * Of a page where a network learns. Weights start small: below the least, colours say how far they have grown, and beyond
 * it how they differ.
 */
export const LEARNING_LOOK: SceneLook = {
  full: { times: 2.7, least: 0.05 },
  evenness: 1,
  firstGrid: 'largest',
};
