/** The digits that runs are tested with, in the order of their answers. */
export interface TestDigits {
  /** Ink 0..255, `[digit][28][28]`. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** What each is, `[digit]`. */
  readonly labels: Uint8Array<ArrayBuffer>;
}

const PIXELS = 784;

/** One of them: ink 0..255, row-major `[28][28]`; a view, not a copy. */
export function testImage({ pixels }: Pick<TestDigits, 'pixels'>, index: number): Uint8Array {
  return pixels.subarray(index * PIXELS, (index + 1) * PIXELS);
}
