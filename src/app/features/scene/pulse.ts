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
