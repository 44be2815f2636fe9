/**
 * Each digit's evidence, 0..1: its logit's place between the lowest and the highest of them. Softmax leaves almost
 * nothing of the second best; this shows how near it came.
 * @returns undefined if all logits are equal, or one of them is no finite number
 */
export function evidenceOf(logits: ArrayLike<number>): readonly number[] | undefined {
  const values = Array.from(logits);
  const lowest = Math.min(...values);
  const range = Math.max(...values) - lowest;
  if (!Number.isFinite(range) || range === 0) return undefined;
  return values.map((logit) => (logit - lowest) / range);
}
