/** How vectors differ from their mean, in a few directions. */
export interface PrincipalComponents {
  readonly mean: Float64Array;
  /** Directions in which they differ most, the first one first, each as long as their standard deviation in it. */
  readonly components: readonly Float64Array[];
}

const MOST_SWEEPS = 30;

/**
 * Weighted principal components (Pearson 1901): eigenvectors of the covariance, by Jacobi's rotations.
 * @param vectors at least one, all of one length
 * @param weights of the vectors, positive
 */
export function principalComponents(
  vectors: readonly Float64Array[],
  weights: readonly number[],
  count: number,
): PrincipalComponents {
  const size = vectors[0]?.length ?? 0;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = new Float64Array(size);
  vectors.forEach((vector, index) => {
    const share = (weights[index] ?? 0) / total;
    for (let at = 0; at < size; at++) mean[at] = (mean[at] ?? 0) + share * (vector[at] ?? 0);
  });
  const covariance = Array.from({ length: size }, () => new Float64Array(size));
  vectors.forEach((vector, index) => {
    const share = (weights[index] ?? 0) / total;
    const off = vector.map((value, at) => value - (mean[at] ?? 0));
    covariance.forEach((row, at) => {
      const scaled = share * (off[at] ?? 0);
      for (let to = 0; to < size; to++) row[to] = (row[to] ?? 0) + scaled * (off[to] ?? 0);
    });
  });
  const { values, vectors: directions } = eigenvectors(covariance);
  const order = [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  const components = order.slice(0, count).map((at) => {
    const deviation = Math.sqrt(Math.max(0, values[at] ?? 0));
    return Float64Array.from(directions, (row) => (row[at] ?? 0) * deviation);
  });
  return { mean, components };
}

type Matrix = readonly Float64Array[];

/** Eigenvalues of a symmetric matrix, which is changed, and eigenvectors as columns (Jacobi 1846, cyclic). */
function eigenvectors(matrix: Matrix): { values: Float64Array; vectors: Matrix } {
  const size = matrix.length;
  const vectors = matrix.map((_, at) => new Float64Array(size).fill(1, at, at + 1));
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rotations = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) if (rotate(matrix, vectors, p, q)) rotations += 1;
    }
    if (rotations === 0) break;
  }
  return { values: Float64Array.from(matrix, (row, at) => row[at] ?? 0), vectors };
}

/** Makes the entry (p, q) zero; false when it is already. */
function rotate(matrix: Matrix, vectors: Matrix, p: number, q: number): boolean {
  const [rowP, rowQ] = [matrix[p], matrix[q]];
  if (!rowP || !rowQ) return false;
  const off = rowP[q] ?? 0;
  const difference = (rowQ[q] ?? 0) - (rowP[p] ?? 0);
  if (Math.abs(off) < 1e-14) return false;
  const theta = difference / (2 * off);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (const row of matrix) turn(row, p, q, cosine, sine);
  for (let at = 0; at < rowP.length; at++) {
    const [a, b] = [rowP[at] ?? 0, rowQ[at] ?? 0];
    rowP[at] = cosine * a - sine * b;
    rowQ[at] = sine * a + cosine * b;
  }
  for (const row of vectors) turn(row, p, q, cosine, sine);
  return true;
}

function turn(row: Float64Array, p: number, q: number, cosine: number, sine: number): void {
  const [a, b] = [row[p] ?? 0, row[q] ?? 0];
  row[p] = cosine * a - sine * b;
  row[q] = sine * a + cosine * b;
}
