import { namedDigit, type Saying } from '../../network/saying.ts';

/** What each checkpoint says of the drawing; undefined where nothing is known, and empty without a drawing. */
export type Answers = readonly (Saying | undefined)[];

/** A frame of the film strip that has an answer. */
export interface FilmMark {
  /** The digit that is named, or a dot for none. */
  readonly text: string;
  /** Whether no digit is named. */
  readonly isDot: boolean;
  /** Whether it is the digit that the last checkpoint names. */
  readonly isToday: boolean;
}

/** Consecutive checkpoints that say the same, by their indices. */
export interface FilmRun {
  readonly first: number;
  readonly last: number;
  readonly saying: Saying;
}

const NO_DIGIT = '·';

/** The marks of a film, one per checkpoint; undefined where there is no answer. */
export function filmMarks(answers: Answers): (FilmMark | undefined)[] {
  const today = digitOf(answers.at(-1));
  return answers.map((saying) => {
    if (!saying) return undefined;
    const digit = digitOf(saying);
    return {
      text: digit === undefined ? NO_DIGIT : String(digit),
      isDot: digit === undefined,
      isToday: digit !== undefined && digit === today,
    };
  });
}

/** The film in as few words as possible: one run for checkpoints in a row that say the same. */
export function filmRuns(answers: Answers): FilmRun[] {
  const runs: FilmRun[] = [];
  answers.forEach((saying, index) => {
    const run = runs.at(-1);
    if (!saying) return;
    if (run?.last === index - 1 && areAlike(run.saying, saying)) {
      runs[runs.length - 1] = { ...run, last: index };
    } else {
      runs.push({ first: index, last: index, saying });
    }
  });
  return runs;
}

/**
 * At how many times the usual distance a frame still has room for its answer, counted from the end: 1 for every other
 * one, 2 for every second of the rest, and so on. The last one always has room. A strip that is too narrow for all
 * answers shows every second, fourth or eighth (film-strip.css).
 */
export function roomOf(index: number, count: number): number {
  const fromEnd = count - 1 - index;
  // The lowest bit that is set.
  return fromEnd === 0 ? count : fromEnd & -fromEnd;
}

function digitOf(saying: Saying | undefined): number | undefined {
  return saying && namedDigit(saying);
}

function areAlike(a: Saying, b: Saying): boolean {
  if (a.kind === 'unsure' && b.kind === 'unsure')
    return a.digits.every((d, i) => d === b.digits[i]);
  return a.kind === b.kind && namedDigit(a) === namedDigit(b);
}
