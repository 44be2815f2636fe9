import { IMAGE_SIZE, type LabelledImages } from '#model';

/** An image of a row. */
export interface LabelledImage {
  readonly label: number;
  /** Ink 0..1, row-major, `[28][28]`. */
  readonly image: Float32Array;
}

/** Makes images one by one: those of the indices `from` to `to - 1`. */
export function makeImages(
  from: number,
  to: number,
  make: (index: number) => LabelledImage,
): LabelledImages {
  const size = IMAGE_SIZE * IMAGE_SIZE;
  const pixels = new Uint8Array((to - from) * size);
  const labels = new Uint8Array(to - from);
  for (let place = 0; place < labels.length; place++) {
    const { label, image } = make(from + place);
    labels[place] = label;
    for (let pixel = 0; pixel < size; pixel++) {
      pixels[place * size + pixel] = Math.round((image[pixel] ?? 0) * 255);
    }
  }
  return { pixels, labels };
}
