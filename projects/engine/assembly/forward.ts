import { Batch, CHUNKS, chunkStart, ENTRY_SHIFT, entryAt, Layer, setEntry } from './layout';

// Inputs of a layer are lists of what is not zero: a fifth of MNIST's pixels, half of the neurons
// behind a ReLU.

/** Lists the pixels that are not zero, for images `from` to `to` of a batch. */
export function gather(layer: Layer, batch: Batch, from: u32, to: u32): void {
  const size = layer.inputs;
  const scale = batch.scale;
  for (let image = from; image < to; image++) {
    const source =
      batch.augmented != 0
        ? batch.augmented + image * size
        : batch.pixels + <usize>load<u32>(batch.indices + (image << 2)) * size;
    let entry = layer.lists + ((image * layer.stride) << ENTRY_SHIFT);
    let pixel: u32 = 0;
    for (let chunk: u32 = 0; chunk < CHUNKS; chunk++) {
      setEntry(layer, image, chunk, entry);
      const end = chunkStart(layer, chunk + 1);
      for (; pixel + 16 <= end; pixel += 16) {
        const zeros = i8x16.bitmask(i8x16.eq(v128.load(source + pixel), i8x16.splat(0)));
        for (let mask = ~zeros & 0xffff; mask != 0; mask &= mask - 1) {
          const index = pixel + ctz(mask);
          store<u32>(entry, index);
          store<f32>(entry, <f32>load<u8>(source + index) * scale, 4);
          entry += 8;
        }
      }
      for (; pixel < end; pixel++) {
        const value = load<u8>(source + pixel);
        if (value == 0) continue;
        store<u32>(entry, pixel);
        store<f32>(entry, <f32>value * scale, 4);
        entry += 8;
      }
    }
    setEntry(layer, image, CHUNKS, entry);
  }
}

/**
 * Lists the outputs of the layer below that its activation passes on, for images `from` to `to`:
 * those above zero behind a ReLU, those that are not zero behind none.
 */
export function activate(below: Layer, layer: Layer, from: u32, to: u32): void {
  const isRelu = below.isRelu != 0;
  for (let image = from; image < to; image++) {
    const row = below.preActivations + ((image * below.width) << 2);
    let entry = layer.lists + ((image * layer.stride) << ENTRY_SHIFT);
    let input: u32 = 0;
    for (let chunk: u32 = 0; chunk < CHUNKS; chunk++) {
      setEntry(layer, image, chunk, entry);
      const end = chunkStart(layer, chunk + 1);
      for (; input < end; input++) {
        const value = load<f32>(row + (input << 2));
        // Written in any case and kept only when it is passed on: no branch to guess wrong.
        store<u32>(entry, input);
        store<f32>(entry, value, 4);
        entry += (isRelu ? value > 0 : value != 0) ? 8 : 0;
      }
    }
    setEntry(layer, image, CHUNKS, entry);
  }
}

/** Pre-activations of a dense layer for images `from` to `to`: bias plus the listed rows. */
export function forward(layer: Layer, from: u32, to: u32): void {
  const rowBytes = layer.width << 2;
  const weights = layer.weights;
  const bias = layer.foldedBias;
  for (let image = from; image < to; image++) {
    const list = entryAt(layer, image, 0);
    const end = entryAt(layer, image, CHUNKS);
    const output = layer.preActivations + image * rowBytes;
    let column: u32 = 0;
    // Eight vectors at a time stay in registers while the list is walked.
    for (; column + 128 <= rowBytes; column += 128) {
      const b = bias + column;
      let s0 = v128.load(b, 0);
      let s1 = v128.load(b, 16);
      let s2 = v128.load(b, 32);
      let s3 = v128.load(b, 48);
      let s4 = v128.load(b, 64);
      let s5 = v128.load(b, 80);
      let s6 = v128.load(b, 96);
      let s7 = v128.load(b, 112);
      const base = weights + column;
      for (let entry = list; entry < end; entry += 8) {
        const row = base + load<u32>(entry) * rowBytes;
        const value = v128.load_splat<f32>(entry, 4);
        s0 = f32x4.add(s0, f32x4.mul(value, v128.load(row, 0)));
        s1 = f32x4.add(s1, f32x4.mul(value, v128.load(row, 16)));
        s2 = f32x4.add(s2, f32x4.mul(value, v128.load(row, 32)));
        s3 = f32x4.add(s3, f32x4.mul(value, v128.load(row, 48)));
        s4 = f32x4.add(s4, f32x4.mul(value, v128.load(row, 64)));
        s5 = f32x4.add(s5, f32x4.mul(value, v128.load(row, 80)));
        s6 = f32x4.add(s6, f32x4.mul(value, v128.load(row, 96)));
        s7 = f32x4.add(s7, f32x4.mul(value, v128.load(row, 112)));
      }
      const out = output + column;
      v128.store(out, s0, 0);
      v128.store(out, s1, 16);
      v128.store(out, s2, 32);
      v128.store(out, s3, 48);
      v128.store(out, s4, 64);
      v128.store(out, s5, 80);
      v128.store(out, s6, 96);
      v128.store(out, s7, 112);
    }
    for (; column < rowBytes; column += 16) {
      let sum = v128.load(bias + column);
      const base = weights + column;
      for (let entry = list; entry < end; entry += 8) {
        const row = base + load<u32>(entry) * rowBytes;
        sum = f32x4.add(sum, f32x4.mul(v128.load_splat<f32>(entry, 4), v128.load(row)));
      }
      v128.store(output + column, sum);
    }
  }
}
