/** A value that moves towards a goal. */
export interface Motion {
  readonly value: number;
  /** Units per second. */
  readonly velocity: number;
}

/**
 * One step of a critically damped spring. It is exact for any step length, so it does not depend on the frame
 * rate, and never overshoots when it starts at rest.
 * @param stepSeconds time since the last step
 * @param settleSeconds time after which 1 % of the distance is left, starting at rest
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
