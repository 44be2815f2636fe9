/** A value on its way to a goal. */
export interface Motion {
  readonly value: number;
  /** Units a second. */
  readonly velocity: number;
}

/**
 * One step of a critically damped spring, exact for any length of step: it never overshoots from rest
 * and does not depend on the frame rate.
 * @param stepSeconds time since the last step
 * @param settleSeconds after this time from rest 1 % of the way is left
 */
export function damp(
  { value, velocity }: Motion,
  goal: number,
  stepSeconds: number,
  settleSeconds: number,
): Motion {
  // (1 + 6.638) e^-6.638 = 0.01
  const rate = 6.638 / settleSeconds;
  const offset = value - goal;
  const drift = velocity + rate * offset;
  const decay = Math.exp(-rate * stepSeconds);
  return {
    value: goal + (offset + drift * stepSeconds) * decay,
    velocity: (velocity - rate * drift * stepSeconds) * decay,
  };
}
