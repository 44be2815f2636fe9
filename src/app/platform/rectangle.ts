/** A width and a height; CSS pixels where nothing else is said. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle, in the same unit as what it is a part of. */
export interface Rectangle extends Size {
  readonly left: number;
  readonly top: number;
}
