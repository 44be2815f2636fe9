/** How far a pulse continues past the last layer while its light fades, in layers. */
const AFTERGLOW = 0.35;

/**
 * How many layers a pulse has passed; undefined before it starts and after it has faded.
 * @param durationMs time from the input to the output
 * @param layers number of dense layers
 */
export function pulsePosition(
  elapsedMs: number,
  durationMs: number,
  layers: number,
): number | undefined {
  const position = (elapsedMs / durationMs) * layers;
  return position >= 0 && position < layers + AFTERGLOW ? position : undefined;
}

/** A pulse that runs through the layers once it has been started. */
export class Pulse {
  private startMs: number | undefined;

  start(nowMs: number): void {
    this.startMs = nowMs;
  }

  stop(): void {
    this.startMs = undefined;
  }

  /** How many layers it has passed; undefined when none is running. Parameters as of `pulsePosition`. */
  at(nowMs: number, durationMs: number, layers: number): number | undefined {
    if (this.startMs === undefined) return undefined;
    const position = pulsePosition(Math.max(0, nowMs - this.startMs), durationMs, layers);
    if (position === undefined) this.stop();
    return position;
  }
}
