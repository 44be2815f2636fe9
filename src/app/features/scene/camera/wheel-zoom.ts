/** The relevant parts of a `WheelEvent`. */
export type WheelTurn = Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>;

/** Change of the distance's natural logarithm per CSS pixel, for a wheel and for a trackpad pinch. */
const WHEEL_RATE = 0.0012;
const PINCH_RATE = 0.01;
/** Limits per event, CSS pixels: for a free-spinning wheel, and for a pinch (a tenth closer or farther). */
const MOST_WHEEL_PX = 240;
const MOST_PINCH_PX = Math.log(1.1) / PINCH_RATE;
/** CSS pixels per `deltaMode` unit (pixel, line, page): three lines are one notch of 100 pixels. */
const PIXELS_OF_MODE: readonly number[] = [1, 100 / 3, 400];

/**
 * The factor by which a turn of the wheel, or a trackpad pinch, changes the camera's distance. A pinch arrives as
 * a wheel event with `ctrlKey` set although the key is not held.
 * @param isControlHeld whether the key is really held; then the browser zooms the page
 * @returns undefined if the event should be left to the page
 */
export function wheelZoom(turn: WheelTurn, isControlHeld: boolean): number | undefined {
  if (turn.ctrlKey && isControlHeld) return undefined;
  const [rate, most] = turn.ctrlKey ? [PINCH_RATE, MOST_PINCH_PX] : [WHEEL_RATE, MOST_WHEEL_PX];
  const pixels = turn.deltaY * (PIXELS_OF_MODE[turn.deltaMode] ?? 1);
  return Math.exp(Math.min(most, Math.max(-most, pixels)) * rate);
}
