import type { TestAnswers } from '../shared/test-answers.ts';

const LEVELS = 256;

/** The first so many test digits, surest answer first; of equally sure ones, in their order. Positions `[rank]`. */
export function surestFirst({ certainties }: TestAnswers, count: number): Uint16Array {
  // Counted, not compared: it is done for each moment that a hand passes.
  const starts = new Uint32Array(LEVELS + 1);
  const rankOf = (digit: number): number => LEVELS - 1 - (certainties[digit] ?? 0);
  for (let digit = 0; digit < count; digit++) {
    const next = rankOf(digit) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let level = 1; level <= LEVELS; level++) {
    starts[level] = (starts[level] ?? 0) + (starts[level - 1] ?? 0);
  }
  const sorted = new Uint16Array(count);
  for (let digit = 0; digit < count; digit++) {
    const rank = rankOf(digit);
    const place = starts[rank] ?? 0;
    sorted[place] = digit;
    starts[rank] = place + 1;
  }
  return sorted;
}
