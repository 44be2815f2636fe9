import { helpOf, parseCommandLine, textOf, textsOf, UsageError } from '#command-line';
import { inTurns } from '#engine';
import { lastCheckpoint } from '#formats';
import { architectureOf, calibrationOf, FormatError } from '#model';
import { parseWriterChoice } from '#drawings';
import { drawingsReport } from '../drawings-report.ts';
import { readImages, reportOf, type EvaluationReport, type Reading } from '../evaluate.ts';
import { formatDrawingsReport, formatReport } from '../format-report.ts';
import { findMistakes } from '../mistakes/mistakes.ts';
import { sheetSteps } from '../mistakes/mistakes-sheet.ts';
import { probeSheet, writeSheet } from '../mistakes/write-sheet.ts';
import { openNetwork } from '../open-network.ts';
import { readEvaluationSet, type EvaluationChoice, type EvaluationSet } from './evaluation-set.ts';
import { chooseNetwork, INK_OPTION, inkText } from './network-choice.ts';
import type { CommandContext } from './train-command.ts';

const MOST_FILES = 100;

const OPTIONS = {
  weights: {
    flags: '--weights <FILE>',
    description: 'the network: the manifest of an export, a zip or an ONNX file',
    value: textOf('a file'),
    default: 'exports/mlp_weights.json',
  },
  checkpoint: {
    flags: '--checkpoint <NAME>',
    description: 'the checkpoint, such as 10x or 40k',
    value: textOf('the name of a checkpoint'),
    defaultText: 'the last',
  },
  ink: INK_OPTION,
  images: {
    flags: '--images <FILE>',
    description: 'images in the IDX format, gzipped or not',
    value: textOf('a file'),
    defaultText: "MNIST's test images",
  },
  labels: {
    flags: '--labels <FILE>',
    description:
      'their labels; without labels it prints only what shares are called no digit and unsure',
    value: textOf('a file'),
  },
  asDrawn: {
    flags: '--as-drawn',
    description:
      'fit and centre each image first, as the app does; images may be any square size then',
  },
  strokes: {
    flags: '--strokes <FILE...>',
    description:
      'drawings of people instead of images: UNIPEN 1.0 or files of drawings, gzipped or not',
    values: textsOf('files', MOST_FILES),
  },
  writers: {
    flags: '--writers <LIST>',
    description: 'whose drawings: odd, even (numbers), or names: a,b,c',
    value: { expected: 'odd, even, or names: a,b,c', parse: parseWriterChoice },
    defaultText: 'all',
  },
  mistakes: {
    flags: '--mistakes <FILE>',
    description: 'write a page with a picture of each mistake there, as HTML',
    value: textOf('a file'),
  },
  json: {
    flags: '--json',
    description:
      'print one JSON object, for programs: images, notADigit, unsure and, with labels, accuracy, ' +
      'accuracyAnswered, namedWrongly, calibrationError, confusion; with --strokes, writers, noDigits, unlabelled, too',
  },
} as const;

/** The options of `npm run evaluate`. */
export const EVALUATE_LINE = {
  name: 'npm run evaluate --',
  description: 'Tells how well a network reads digits.',
  options: OPTIONS,
} as const;

/**
 * `npm run evaluate`.
 * @returns the exit status
 * @throws UsageError, DataFileError, FormatError; the signal's reason when aborted
 */
export async function evaluateCommand(
  args: readonly string[],
  { output, signal }: Pick<CommandContext, 'output' | 'signal'>,
): Promise<number> {
  const values = parseCommandLine(EVALUATE_LINE, args);
  if (!values) {
    output.write(helpOf(EVALUATE_LINE));
    return 0;
  }
  const { mistakes: sheet } = values;
  if (sheet !== undefined) checkSheet(sheet, values);
  const opened = await openNetwork(values.weights);
  const { network: chosen, ink } = chooseNetwork(opened, values.checkpoint, values.ink);
  const { spec, training } = chosen;
  const { moment, weights } = lastCheckpoint(chosen);
  const sizes = architectureOf(spec);
  const set = await readEvaluationSet(values, sizes[0] ?? 0, signal);
  checkClasses(values.weights, sizes.at(-1) ?? 0, set.labels);
  const calibration = calibrationOf(
    { network: spec, timeline: [], ...(training && { training }) },
    values.weights,
  );
  const network = { spec, weights, calibration };
  const readings = await readImages(network, set.pixels, signal);
  const { report, text } = reportsOf(set, readings);
  const title = `${values.weights}, ${moment.label}${ink ? `, ink ${inkText(ink)}` : ''}`;
  const written =
    sheet === undefined ? '' : await saveSheet(sheet, { title, set, readings, signal });
  if (values.json)
    output.write(
      `${JSON.stringify({ checkpoint: moment.id, ...(ink && { ink: inkText(ink) }), ...report })}\n`,
    );
  else output.write(`${title}\n${text}\n${written}`);
  return 0;
}

interface SheetOf {
  readonly title: string;
  readonly set: EvaluationSet;
  readonly readings: readonly Reading[];
  readonly signal: AbortSignal;
}

/** Writes the sheet of mistakes; returns a line that says so. */
async function saveSheet(path: string, { title, set, readings, signal }: SheetOf): Promise<string> {
  const labels = set.labels ?? [];
  const mistakes = findMistakes(readings, labels);
  const labelled = labels.filter((label) => label !== undefined).length;
  const contents = { ...set, network: title, mistakes, images: readings.length, labelled };
  const text = await inTurns(sheetSteps(contents), signal);
  sayOfSheet(() => {
    writeSheet(path, text);
  });
  const { named, unsure, refused } = mistakes;
  const counts = `${named.length} named wrongly, ${unsure.length} unsure, ${refused.length} called no digit`;
  return `\n${path}: ${counts}\n`;
}

/** Finds out before the work whether a sheet of mistakes can be made, and written. */
function checkSheet(path: string, { images, labels }: EvaluationChoice): void {
  if (images !== undefined && labels === undefined) {
    throw new UsageError('--mistakes: expected --labels too, found images only');
  }
  sayOfSheet(() => {
    probeSheet(path);
  });
}

function sayOfSheet(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new UsageError(`--mistakes: expected ${error.expected}, found ${error.found}`);
  }
}

/** What is said, for programs and for people. */
function reportsOf(
  { drawings, labels }: EvaluationSet,
  readings: readonly Reading[],
): { readonly report: object; readonly text: string } {
  if (!drawings) {
    const known = labels && Uint8Array.from(labels, (label) => label ?? 0);
    const report = reportOf(readings, known);
    return { report: flat(report), text: formatReport(report) };
  }
  const report = drawingsReport(drawings, readings);
  const { digits, ...others } = report;
  return { report: { ...flat(digits), ...others }, text: formatDrawingsReport(report) };
}

function flat(report: EvaluationReport | undefined): object {
  const { labelled, ...others } = report ?? {};
  return { ...others, ...labelled };
}

/** Throws FormatError for labels that the network has no output for. */
function checkClasses(
  weights: string,
  classes: number,
  labels: readonly (number | null | undefined)[] = [],
): void {
  const largest = labels.reduce<number>((most, label) => Math.max(most, label ?? 0), 0);
  if (largest < classes) return;
  const expected = `at least ${largest + 1}, as there are labels up to ${largest}`;
  throw new FormatError(weights, 'network.output_dim', expected, String(classes));
}
