import { IMAGE_SIZE, type Random } from '#model';

const SMALLEST = 9;
const LARGEST = 26;
const LARGEST_TURN = (9 * Math.PI) / 180;
const SAMPLES = 3;

/**
 * A digit as a visitor might draw it: 9 to 26 pixels large, turned up to 9 degrees, anywhere on the pad;
 * all uniform.
 * @param digit ink 0..255, `[28][28]`, MNIST's way: in a box of 20
 * @returns ink 0..1, `[28][28]`, not prepared
 */
export function drawnAnywhere(digit: Uint8Array, random: Random): Float32Array {
  const size = SMALLEST + random.nextFloat() * (LARGEST - SMALLEST);
  const angle = (random.nextFloat() * 2 - 1) * LARGEST_TURN;
  const scale = size / 20;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const box = inkBox(digit);
  // Extents of the turned box, so that the whole digit stays on the pad where that is possible.
  const width = box.width * Math.abs(cos) + box.height * Math.abs(sin);
  const height = box.width * Math.abs(sin) + box.height * Math.abs(cos);
  const place = (extent: number): number => {
    const room = Math.max(0, IMAGE_SIZE - extent);
    return IMAGE_SIZE / 2 + (random.nextFloat() - 0.5) * room;
  };
  const [toX, toY] = [place(width), place(height)];
  const squared = scale * scale;
  return Float32Array.from({ length: IMAGE_SIZE * IMAGE_SIZE }, (_, index) => {
    const column = index % IMAGE_SIZE;
    const row = Math.floor(index / IMAGE_SIZE);
    let ink = 0;
    for (let part = 0; part < SAMPLES * SAMPLES; part++) {
      const dx = column + ((part % SAMPLES) + 0.5) / SAMPLES - toX;
      const dy = row + (Math.floor(part / SAMPLES) + 0.5) / SAMPLES - toY;
      const x = box.centreX + (cos * dx + sin * dy) / squared - 0.5;
      const y = box.centreY + (cos * dy - sin * dx) / squared - 0.5;
      ink += bilinear(digit, x, y);
    }
    return ink / (255 * SAMPLES * SAMPLES);
  });
}

function inkBox(digit: Uint8Array) {
  const inked = [...digit.keys()].filter((index) => (digit[index] ?? 0) > 25);
  const columns = inked.map((index) => index % IMAGE_SIZE);
  const rows = inked.map((index) => Math.floor(index / IMAGE_SIZE));
  const [left, right] = [Math.min(...columns), Math.max(...columns) + 1];
  const [top, bottom] = [Math.min(...rows), Math.max(...rows) + 1];
  return {
    centreX: (left + right) / 2,
    centreY: (top + bottom) / 2,
    width: right - left,
    height: bottom - top,
  };
}

function bilinear(digit: Uint8Array, x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - column, y - row];
  const at = (u: number, v: number): number =>
    u < 0 || v < 0 || u >= IMAGE_SIZE || v >= IMAGE_SIZE ? 0 : (digit[v * IMAGE_SIZE + u] ?? 0);
  const top = at(column, row) * (1 - fx) + at(column + 1, row) * fx;
  const bottom = at(column, row + 1) * (1 - fx) + at(column + 1, row + 1) * fx;
  return top * (1 - fy) + bottom * fy;
}
