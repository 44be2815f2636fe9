import { UsageError } from '#command-line';
import { inTurns } from '#engine';
import { FormatError, IMAGE_SIZE, type LabelledDrawing } from '#model';
import { drawingsBy, type WriterChoice } from '#drawings';
import {
  checkSameCount,
  installedMnist,
  readIdxImages,
  readIdxLabels,
  readMnist,
} from '../idx-files.ts';
import { drawingSteps, preparationSteps } from '../prepare-digits.ts';
import { readDrawings } from '../read-drawings.ts';

/** What the options of `npm run evaluate` say about what is to be read. */
export interface EvaluationChoice {
  readonly weights: string;
  readonly images: string | undefined;
  readonly labels: string | undefined;
  readonly asDrawn: boolean;
  readonly strokes: readonly string[] | undefined;
  readonly writers: WriterChoice | undefined;
}

/** Images as the network reads them. */
export interface EvaluationSet {
  /** Where they are from. */
  readonly source: string;
  /** Ink 0..255, row-major, `[image][rows][columns]`. */
  readonly pixels: Uint8Array;
  readonly columns: number;
  /** `[image]`; null for what is no digit, undefined if nobody says; missing if nobody says of any. */
  readonly labels?: readonly (number | null | undefined)[];
  /** What the images are of, where that is known: `[image]`. */
  readonly drawings?: readonly LabelledDrawing[];
}

/**
 * The images to read.
 * @param inputs of the network
 * @throws UsageError, DataFileError, FormatError; the signal's reason when aborted
 */
export async function readEvaluationSet(
  choice: EvaluationChoice,
  inputs: number,
  signal: AbortSignal,
): Promise<EvaluationSet> {
  const { images, asDrawn, strokes } = choice;
  checkTogether(choice);
  const isPadSized = images === undefined || asDrawn;
  if (isPadSized && inputs !== IMAGE_SIZE ** 2) {
    const expected = `${IMAGE_SIZE ** 2}, for images of ${IMAGE_SIZE}x${IMAGE_SIZE} pixels`;
    throw new FormatError(choice.weights, 'network.input_dim', expected, String(inputs));
  }
  if (strokes) return drawingSet(strokes, choice.writers, signal);
  const prepare = async (ink: Uint8Array, columns: number) =>
    asDrawn
      ? { pixels: await inTurns(preparationSteps(ink, columns), signal), columns: IMAGE_SIZE }
      : { pixels: ink, columns };
  if (images === undefined) {
    const { pixels, labels } = readMnist(installedMnist(), 't10k');
    return {
      source: "MNIST's test images",
      ...(await prepare(pixels, IMAGE_SIZE)),
      labels: [...labels],
    };
  }
  const { pixels, count, rows, columns } = readIdxImages(images);
  if (asDrawn ? rows !== columns : rows * columns !== inputs) {
    const expected = asDrawn ? 'square images' : `${inputs} pixels an image`;
    throw new FormatError(images, 'size', expected, `${rows}x${columns}`);
  }
  if (choice.labels === undefined) return { source: images, ...(await prepare(pixels, columns)) };
  const known = readIdxLabels(choice.labels);
  checkSameCount(images, count, choice.labels, known.length);
  return { source: images, ...(await prepare(pixels, columns)), labels: [...known] };
}

async function drawingSet(
  files: readonly string[],
  writers: WriterChoice | undefined,
  signal: AbortSignal,
): Promise<EvaluationSet> {
  const drawings = chosenDrawings(files.flatMap(readDrawings), writers);
  const steps = drawingSteps(drawings.map(({ drawing }) => drawing));
  const pixels = await inTurns(steps, signal);
  const labels = drawings.map(({ digit }) => digit);
  return { source: files.join(', '), pixels, columns: IMAGE_SIZE, labels, drawings };
}

function chosenDrawings(
  drawings: readonly LabelledDrawing[],
  writers: WriterChoice | undefined,
): readonly LabelledDrawing[] {
  if (writers === undefined) return drawings;
  try {
    return drawingsBy(drawings, writers);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--${error.message}`);
    throw error;
  }
}

/** Throws UsageError for options that do not go together. */
function checkTogether({ images, labels, asDrawn, strokes, writers }: EvaluationChoice): void {
  if (!strokes) {
    if (writers !== undefined) {
      throw new UsageError('--writers: expected --strokes too, found writers only');
    }
    if (images === undefined && labels !== undefined) {
      throw new UsageError('--labels: expected --images too, found labels only');
    }
    return;
  }
  const drawn = 'expected none with --strokes, whose drawings';
  if (images !== undefined) {
    throw new UsageError(`--images: ${drawn} become the images, found ${images}`);
  }
  if (labels !== undefined) {
    throw new UsageError(`--labels: ${drawn} have their own, found ${labels}`);
  }
  if (asDrawn) {
    throw new UsageError('--as-drawn: expected without --strokes, which are as drawn, found both');
  }
}
