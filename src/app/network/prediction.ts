import { FormatError, JsonField } from '#model';

/** What was asked before a run, and what was guessed. */
export interface Prediction {
  readonly question: string;
  /** How many of 100, as the flag stood. */
  readonly guess: number;
}

/** What a training block that comes from the lab says of itself. */
export const LAB_SOURCE = 'mnist-mlp-visualizer lab';
/** The longest question, in characters. */
export const LONGEST_QUESTION = 120;
/**
 * What would not stay in a line: control characters, other ends of lines, halves of characters or what stands for one
 * that is lost, and marks that turn the direction of what follows.
 */
const UNWANTED = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/u;

/** Characters of a question, as people count them. */
export function questionLength(question: string): number {
  return Array.from(question).length;
}

/** What was typed as a question: spaces for what would not stay in a line, none around it. */
export function typedQuestion(text: string): string {
  const plain = Array.from(text, (character) => (UNWANTED.test(character) ? ' ' : character));
  return plain.join('').replaceAll(/ +/g, ' ').trim();
}

/**
 * A question from outside: text, never markup.
 * @param place where it stands, for the error
 * @throws FormatError for one that is empty, too long, or more than a line of text
 */
export function checkedQuestion(text: string, place: string, field: string): string {
  const length = questionLength(text);
  const expected = `1 to ${LONGEST_QUESTION} characters in a line, without space around them`;
  if (length > LONGEST_QUESTION) {
    throw new FormatError(place, field, expected, `${length} characters`);
  }
  if (text === typedQuestion(text) && text !== '') return text;
  throw new FormatError(place, field, expected, JSON.stringify(text));
}

/**
 * The prediction in a network's training block.
 * @param file where it comes from, for errors
 * @returns undefined if none was made
 * @throws FormatError when it is malformed
 */
export function predictionIn(training: JsonField, file: string): Prediction | undefined {
  const field = training.get('prediction');
  if (field.value === undefined) return undefined;
  const question = checkedQuestion(field.get('question').string(), file, 'prediction.question');
  return { question, guess: field.get('guess').integer(0, 100) };
}

/**
 * What was guessed before a run of the lab, of a network from anywhere.
 * @returns undefined where nothing was, or nothing that can be read: the network is none the worse for it
 */
export function guessedBefore(
  training: Readonly<Record<string, unknown>> | undefined,
): Prediction | undefined {
  if (training?.['source'] !== LAB_SOURCE) return undefined;
  try {
    return predictionIn(new JsonField('training', training), 'training');
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
