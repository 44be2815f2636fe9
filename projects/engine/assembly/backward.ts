import { Batch, CHUNKS, chunkStart, ENTRY_SHIFT, entryAt, Layer } from './layout';

/**
 * Turns the lists of a batch's images into lists of a chunk's inputs: for each input the images in which
 * it is not zero.
 */
export function scatterColumns(layer: Layer, batch: Batch, chunk: u32): void {
  const columnCounts = layer.columnCounts;
  const first = chunkStart(layer, chunk);
  memory.fill(columnCounts + (first << 2), 0, (chunkStart(layer, chunk + 1) - first) << 2);
  const size = batch.size;
  for (let image: u32 = 0; image < size; image++) {
    const end = entryAt(layer, image, chunk + 1);
    for (let entry = entryAt(layer, image, chunk); entry < end; entry += 8) {
      const row = load<u32>(entry);
      const count = load<u32>(columnCounts + (row << 2));
      const column = layer.columns + ((row * layer.columnStride + count) << ENTRY_SHIFT);
      store<u32>(column, image);
      store<u32>(column, load<u32>(entry, 4), 4);
      store<u32>(columnCounts + (row << 2), count + 1);
    }
  }
}

/**
 * Gradient by the pre-activations of the layer below, for images `from` to `to`: what its ReLU let
 * through gets its row of weights times the deltas, the rest gets zero.
 */
export function backward(layer: Layer, below: Layer, from: u32, to: u32): void {
  const rowBytes = layer.width << 2;
  const belowRowBytes = below.width << 2;
  const weights = layer.weights;
  for (let image = from; image < to; image++) {
    const delta = layer.deltas + image * rowBytes;
    const target = below.deltas + image * belowRowBytes;
    memory.fill(target, 0, belowRowBytes);
    const end = entryAt(layer, image, CHUNKS);
    for (let entry = entryAt(layer, image, 0); entry < end; entry += 8) {
      const index = load<u32>(entry);
      const row = weights + index * rowBytes;
      let even = f32x4.splat(0);
      let odd = f32x4.splat(0);
      let column: u32 = 0;
      for (; column + 32 <= rowBytes; column += 32) {
        even = f32x4.add(even, f32x4.mul(v128.load(row + column), v128.load(delta + column)));
        odd = f32x4.add(odd, f32x4.mul(v128.load(row + column, 16), v128.load(delta + column, 16)));
      }
      if (column < rowBytes) {
        even = f32x4.add(even, f32x4.mul(v128.load(row + column), v128.load(delta + column)));
      }
      const sum = f32x4.add(even, odd);
      const low = f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1);
      const high = f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3);
      store<f32>(target + (index << 2), low + high);
    }
  }
}

/** Sums the deltas over the batch into `[width]` floats of the caller's. */
export function sumDeltas(layer: Layer, batch: Batch, total: usize): void {
  sumRows(layer.deltas, batch.size, layer.width, total);
}

/** Sums `rows` rows of `width` floats, first to last, into `total`. */
export function sumRows(matrix: usize, rows: u32, width: u32, total: usize): void {
  const rowBytes = width << 2;
  let column: u32 = 0;
  // A cache line at a time: sums that do not wait for each other.
  for (; column + 64 <= rowBytes; column += 64) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    let address = matrix + column;
    for (let row: u32 = 0; row < rows; row++) {
      s0 = f32x4.add(s0, v128.load(address, 0));
      s1 = f32x4.add(s1, v128.load(address, 16));
      s2 = f32x4.add(s2, v128.load(address, 32));
      s3 = f32x4.add(s3, v128.load(address, 48));
      address += rowBytes;
    }
    v128.store(total + column, s0, 0);
    v128.store(total + column, s1, 16);
    v128.store(total + column, s2, 32);
    v128.store(total + column, s3, 48);
  }
  for (; column < rowBytes; column += 16) {
    let sum = f32x4.splat(0);
    let address = matrix + column;
    for (let row: u32 = 0; row < rows; row++) {
      sum = f32x4.add(sum, v128.load(address));
      address += rowBytes;
    }
    v128.store(total + column, sum);
  }
}
