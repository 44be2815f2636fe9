/** A point or direction in the scene: x from input to output, y up, z towards the viewer. */
export interface Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export const ORIGIN: Vector = { x: 0, y: 0, z: 0 };

/** `a + b * factor`. */
export function addScaled(a: Vector, b: Vector, factor: number): Vector {
  return { x: a.x + b.x * factor, y: a.y + b.y * factor, z: a.z + b.z * factor };
}

export function dot(a: Vector, b: Vector): number {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
