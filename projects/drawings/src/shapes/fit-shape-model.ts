import type { PenDigit } from '../strokes/unipen.ts';
import { fitClusters, unitDigits, type LeftOut } from './fit-clusters.ts';
import { brokenDistance, shapeDistances, type ShapeDistances } from './shape-distances.ts';
import { parseShapeModel, shapeModelText, type ShapeModel } from './shape-model.ts';
import { brokenRule } from './shape-rules.ts';

/** A model that breaks a rule for numbers that are to be nobody's: says which cluster, and what was found. */
export class ShapeRuleError extends Error {
  override readonly name = 'ShapeRuleError';
}

/** A model that keeps to all rules. */
export interface FittedModel {
  /** As it is read from `text`. */
  readonly model: ShapeModel;
  /** The file. */
  readonly text: string;
  readonly leftOut: readonly LeftOut[];
  readonly distances: ShapeDistances;
}

/** Digits by which distances are measured. */
const MEASURED_DIGITS = 2000;

/**
 * Fits how people write digits. The same digits give the same bytes.
 * @param about what the digits are, under which licence, and what command fits them
 * @throws ShapeRuleError when a digit has no cluster that keeps to the rules, or the model comes too near to what
 *   people wrote
 */
export function fitShapeModel(
  digits: readonly PenDigit[],
  about: Pick<ShapeModel, 'source' | 'licence' | 'command'>,
): FittedModel {
  const people = unitDigits(digits);
  const { clusters, leftOut } = fitClusters(people);
  const text = shapeModelText({ ...about, clusters });
  const model = parseShapeModel(JSON.parse(text), 'the model');
  checkClusters(model, leftOut);
  const distances = shapeDistances(model, people, MEASURED_DIGITS);
  const tooNear = brokenDistance(distances);
  if (tooNear !== undefined) throw new ShapeRuleError(tooNear);
  return { model, text, leftOut, distances };
}

/**
 * Checks each cluster, and that each digit has one.
 * @param leftOut tells why one may have none
 * @throws ShapeRuleError
 */
export function checkClusters(
  { clusters }: Pick<ShapeModel, 'clusters'>,
  leftOut: readonly LeftOut[] = [],
): void {
  clusters.forEach((cluster, index) => {
    const rule = brokenRule(cluster);
    if (rule === undefined) return;
    throw new ShapeRuleError(`cluster ${index + 1} (digit ${cluster.digit}): ${rule}`);
  });
  for (let digit = 0; digit < 10; digit++) {
    if (clusters.some((cluster) => cluster.digit === digit)) continue;
    const [most] = leftOut
      .filter((group) => group.digit === digit)
      .sort((a, b) => b.count - a.count);
    const reason = most?.reason ?? 'expected some, found none';
    throw new ShapeRuleError(`digit ${digit}: ${reason}`);
  }
}
