import { FormatError } from './format-error.ts';
import { IMAGE_SIZE } from './ink.ts';

/** The first bytes of a file of samples: its type and version. */
const MAGIC = 'DIG1';
const CLASSES = 10;
const PIXELS = IMAGE_SIZE * IMAGE_SIZE;
/** Number of steps that ink is rounded to: 4 bits. */
const FULL_INK = 15;
/** The most pixels with the same ink that one byte can stand for. */
const LONGEST_RUN = 16;
const HEADER_BYTES = MAGIC.length + 2;

/** Handwritten digits, the same number of each. */
export interface DigitSamples {
  /** Number of samples per digit. */
  readonly perDigit: number;
  /**
   * One of a digit's samples.
   * @param index 0 to `perDigit` - 1
   * @returns ink 0..1, row-major, `[28][28]`
   * @throws RangeError when there is no such sample
   */
  image(digit: number, index: number): Float32Array;
}

/**
 * Packs samples, grouped by digit: `DIG1`, the number per digit (16 bits, little-endian), then the images from the
 * first 0 to the last 9. An image is made of runs of pixels, one byte each: the high half is the number of pixels
 * minus one, the low half their ink in fifteenths. No run continues in the next image.
 * @param images ink 0..255, row-major, `[digit][index][28][28]`
 * @throws RangeError unless there are equally many of each of ten digits
 */
export function packDigitSamples(images: Uint8Array): Uint8Array {
  const perDigit = images.length / PIXELS / CLASSES;
  if (!Number.isInteger(perDigit) || perDigit < 1 || perDigit > 0xffff) {
    throw new RangeError(
      `samples: expected as many 28x28 images of each of ${CLASSES} digits, found ${images.length} pixels`,
    );
  }
  const packed: number[] = [];
  for (let start = 0; start < images.length;) {
    const ink = quantised(images[start]);
    const imageEnd = start - (start % PIXELS) + PIXELS;
    const furthest = Math.min(imageEnd, start + LONGEST_RUN);
    let end = start + 1;
    while (end < furthest && quantised(images[end]) === ink) end += 1;
    packed.push(((end - start - 1) << 4) | ink);
    start = end;
  }
  const magic = Array.from(MAGIC, (letter) => letter.charCodeAt(0));
  return Uint8Array.from([...magic, perDigit & 0xff, perDigit >> 8, ...packed]);
}

/**
 * Reads the format of `packDigitSamples`, and checks all of it.
 * @param file its name, for errors
 * @throws FormatError
 */
export function parseDigitSamples(bytes: Uint8Array, file: string): DigitSamples {
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) {
    throw new FormatError(file, 'its beginning', JSON.stringify(MAGIC), JSON.stringify(magic));
  }
  if (bytes.length < HEADER_BYTES) {
    throw new FormatError(file, 'length', `at least ${HEADER_BYTES} bytes`, `${bytes.length}`);
  }
  const perDigit = (bytes[MAGIC.length] ?? 0) | ((bytes[MAGIC.length + 1] ?? 0) << 8);
  if (perDigit === 0) throw new FormatError(file, 'samples of each digit', 'at least 1', '0');
  const inks = unpack(bytes.subarray(HEADER_BYTES), perDigit * CLASSES, file);
  return {
    perDigit,
    image(digit, index) {
      if (!isIndex(digit, CLASSES) || !isIndex(index, perDigit)) {
        throw new RangeError(
          `samples: expected one of ${perDigit} of each digit, found digit ${digit}, index ${index}`,
        );
      }
      const start = (digit * perDigit + index) * PIXELS;
      return Float32Array.from(inks.subarray(start, start + PIXELS), (ink) => ink / FULL_INK);
    },
  };
}

/** Ink in fifteenths, `[image][pixel]`. */
function unpack(runs: Uint8Array, images: number, file: string): Uint8Array {
  const inks = new Uint8Array(images * PIXELS);
  let [end, run] = [0, 0];
  for (; run < runs.length && end < inks.length; run++) {
    const [start, byte] = [end, runs[run] ?? 0];
    end += (byte >> 4) + 1;
    const image = Math.floor(start / PIXELS);
    if (end > (image + 1) * PIXELS) {
      throw new FormatError(file, `image ${image}`, `${PIXELS} pixels`, 'a run that goes further');
    }
    inks.fill(byte & 0xf, start, end);
  }
  if (end < inks.length) {
    const whole = Math.floor(end / PIXELS);
    throw new FormatError(file, 'images', `${images}`, `${whole} and the end of the file`);
  }
  if (run < runs.length) {
    const rest = `${runs.length - run} more bytes`;
    throw new FormatError(file, 'the end', `nothing after ${images} images`, rest);
  }
  return inks;
}

function quantised(ink: number | undefined): number {
  return Math.round(((ink ?? 0) * FULL_INK) / 255);
}

function isIndex(value: number, count: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < count;
}
