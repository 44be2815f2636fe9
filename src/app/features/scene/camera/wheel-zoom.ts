/** What a wheel event tells of its turn. */
export type WheelTurn = Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>;

/** Exponents of the distance a CSS pixel of the wheel, and of a trackpad's pinch. */
const WHEEL_RATE = 0.0012;
const PINCH_RATE = 0.01;
/** However far a free wheel spins between two frames, CSS pixels; a pinch by a tenth. */
const MOST_WHEEL_PX = 240;
const MOST_PINCH_PX = Math.log(1.1) / PINCH_RATE;
/** CSS pixels of a line and a page, where a browser counts in those: three lines are a notch of 100 pixels. */
const PIXELS_OF_MODE: readonly number[] = [1, 100 / 3, 400];

/**
 * How many times as far away the camera goes with a turn of the wheel, or with a trackpad's pinch, which comes
 * as a wheel with a Control key that nobody holds.
 * @param isControlHeld whether the key is really held: then the page zooms
 * @returns undefined when the turn belongs to the page
 */
export function wheelZoom(turn: WheelTurn, isControlHeld: boolean): number | undefined {
  if (turn.ctrlKey && isControlHeld) return undefined;
  const [rate, most] = turn.ctrlKey ? [PINCH_RATE, MOST_PINCH_PX] : [WHEEL_RATE, MOST_WHEEL_PX];
  const pixels = turn.deltaY * (PIXELS_OF_MODE[turn.deltaMode] ?? 1);
  return Math.exp(Math.min(most, Math.max(-most, pixels)) * rate);
}
