import { IMAGE_SIZE, type Point } from '#model';

/** A pen that is moved with the arrow keys, in pad units. */
export interface KeyboardPen extends Point {
  readonly isDown: boolean;
}

/** In the middle of the pad, lifted. */
export const RESTING_PEN: KeyboardPen = {
  x: IMAGE_SIZE / 2,
  y: IMAGE_SIZE / 2,
  isDown: false,
};

const STEP = 1;
const LONG_STEP = 3;
/** Arrow keys, and the keys that are diagonals on a numeric keypad. */
const DIRECTIONS: ReadonlyMap<string, Point> = new Map([
  ['ArrowLeft', { x: -1, y: 0 }],
  ['ArrowRight', { x: 1, y: 0 }],
  ['ArrowUp', { x: 0, y: -1 }],
  ['ArrowDown', { x: 0, y: 1 }],
  ['Home', { x: -1, y: -1 }],
  ['PageUp', { x: 1, y: -1 }],
  ['End', { x: -1, y: 1 }],
  ['PageDown', { x: 1, y: 1 }],
]);

/**
 * The pen after a key press: arrows move it (further with Shift), space puts it down or lifts it, Escape
 * lifts it.
 * @returns undefined for other keys
 */
export function pressKey(pen: KeyboardPen, key: string, shift: boolean): KeyboardPen | undefined {
  if (key === ' ') return { ...pen, isDown: !pen.isDown };
  if (key === 'Escape' && pen.isDown) return { ...pen, isDown: false };
  const direction = DIRECTIONS.get(key);
  if (!direction) return undefined;
  const step = shift ? LONG_STEP : STEP;
  return {
    ...pen,
    x: onPad(pen.x + direction.x * step),
    y: onPad(pen.y + direction.y * step),
  };
}

function onPad(coordinate: number): number {
  return Math.min(IMAGE_SIZE - 1, Math.max(1, coordinate));
}
