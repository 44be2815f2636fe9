import { fourWithin } from './random';

/** Nodes along an edge of the field's grid, which lies over a drawing. */
const GRID: u32 = 6;
/** Cells between them. */
export const CELLS: u32 = GRID - 1;
/** A node has its displacements along x and y, 65536ths of a pixel as floats. */
export const NODE_BYTES: u32 = 8;
/** From a row of nodes to the next. */
export const NODE_ROW_BYTES: u32 = GRID * NODE_BYTES;
const NODES_BYTES: u32 = GRID * NODE_ROW_BYTES;
/** Bytes of a field: a vector more than its nodes, as `bend` looks at what follows the last. */
export const FIELD_BYTES: u32 = NODES_BYTES + 16;

/** Pixels that the field displaces by at most, along an axis. */
export let furthestBend: f32 = 0;

/** Displaces each node by up to so many pixels along each axis, fewer than 64. */
export function setField(field: usize, limit: f32): void {
  furthestBend = limit;
  for (let offset: u32 = 0; offset < NODES_BYTES; offset += 16) {
    v128.store(field + offset, f32x4.mul(fourWithin(limit), f32x4.splat(65536)));
  }
  v128.store(field + NODES_BYTES, i32x4.splat(0));
}

/** Displaces nothing. */
export function clearField(field: usize): void {
  furthestBend = 0;
  memory.fill(field, 0, FIELD_BYTES);
}

/**
 * Displacements of four places in a row of nodes along an axis.
 * @param at the axis's displacement of the node before the first place
 * @param near how far each place is from that node to the second, 0 to 1
 * @param far how far it is from the second to the third
 */
// @ts-ignore: AssemblyScript's decorator
@inline
export function bend(at: usize, near: v128, far: v128): v128 {
  const first = v128.load_splat<f32>(at);
  const second = v128.load_splat<f32>(at, NODE_BYTES);
  const third = v128.load_splat<f32>(at, 2 * NODE_BYTES);
  return f32x4.add(
    f32x4.add(first, f32x4.mul(near, f32x4.sub(second, first))),
    f32x4.mul(far, f32x4.sub(third, second)),
  );
}
