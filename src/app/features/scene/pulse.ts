/** How far a pulse goes on after the last layer, in layers, so that its light dies away. */
const AFTERGLOW = 0.35;

/**
 * How many layers a pulse has come past; undefined before it starts and after it has died away.
 * @param durationMs from the input to the answer
 * @param layers dense layers on the way
 */
export function pulsePosition(
  elapsedMs: number,
  durationMs: number,
  layers: number,
): number | undefined {
  const position = (elapsedMs / durationMs) * layers;
  return position >= 0 && position < layers + AFTERGLOW ? position : undefined;
}
