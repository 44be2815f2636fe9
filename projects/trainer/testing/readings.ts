import type { Judgement } from '#model';
import type { Reading } from '../src/evaluate.ts';

/** A reading whose likeliest digit has this probability, the other nine what is left in equal parts. */
export function readingOf(digit: number, probability: number, kind: Judgement['kind']): Reading {
  const probabilities = new Float32Array(10).fill((1 - probability) / 9);
  probabilities[digit] = probability;
  return { digit, probability, probabilities, judgement: judgementOf(digit, probability, kind) };
}

function judgementOf(digit: number, probability: number, kind: Judgement['kind']): Judgement {
  switch (kind) {
    case 'digit':
      return { kind, digit, probability };
    case 'unsure':
      return { kind, digits: [digit, (digit + 1) % 10] };
    case 'notADigit':
    case 'blank':
      return { kind };
    default:
      return kind satisfies never;
  }
}
