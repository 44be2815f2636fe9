import { JsonField } from '#model';
import { LAB_SOURCE, predictionIn, type Prediction } from '../../prediction.ts';
import type { CurvePoint, LiveChange } from './curve.ts';
import type { ExamResult } from './exam.ts';
import { formatLabLink, parseLabLink } from './lab-link.ts';
import type { LabSettings } from './lab-settings.ts';

/** How a network was trained in the lab: what travels with it, wherever it goes. */
export interface LabHistory {
  readonly settings: LabSettings;
  readonly curve: readonly CurvePoint[];
  readonly changes: readonly LiveChange[];
  /** Whether the same settings give the same bytes again, on any device. */
  readonly isRepeatable: boolean;
  /** What was guessed before; undefined if nothing was. */
  readonly prediction?: Prediction;
  /** How it read what was shut until its end, if that was opened. */
  readonly exam?: ExamResult | undefined;
}

const DECIMALS = 1e5;

/** A history as the training block of a manifest. */
export function trainingOf({
  settings,
  curve,
  changes,
  isRepeatable,
  prediction,
  exam,
}: LabHistory): Readonly<Record<string, unknown>> {
  return {
    source: LAB_SOURCE,
    settings: formatLabLink(settings),
    device: settings.device,
    repeatable: isRepeatable,
    changes,
    ...(prediction && { prediction }),
    ...(exam && { exam }),
    // Rows, since names a thousand times over would take most of the file.
    curve: curve.map(({ images, accuracy, loss, ownAccuracy, ownLoss, tested }) => [
      ...[images, rounded(accuracy), rounded(loss), rounded(ownAccuracy), rounded(ownLoss)],
      tested,
    ]),
  };
}

/**
 * The history in a network's training block.
 * @param file where it comes from, for errors
 * @returns undefined for a network that was not trained in the lab
 * @throws FormatError when it is malformed
 */
export function labHistoryIn(
  training: Readonly<Record<string, unknown>> | undefined,
  file: string,
): LabHistory | undefined {
  if (training?.['source'] !== LAB_SOURCE) return undefined;
  const root = new JsonField(file, training);
  const device = root.get('device').oneOf('cpu', 'gpu');
  const repeatable = root.get('repeatable');
  if (typeof repeatable.value !== 'boolean') throw repeatable.error('true or false');
  const prediction = predictionIn(root, file);
  return {
    settings: { ...parseLabLink(root.get('settings').string(), `${file}: settings`), device },
    curve: root.get('curve').items().map(pointIn),
    changes: root
      .get('changes')
      .items()
      .map((item) => ({
        images: item.get('images').integer(0),
        setting: item.get('setting').oneOf('rate', 'weightDecay', 'batchSize'),
        value: item.get('value').number(0),
      })),
    isRepeatable: repeatable.value,
    ...(prediction && { prediction }),
    ...examIn(root.get('exam')),
  };
}

function examIn(field: JsonField): Pick<LabHistory, 'exam'> {
  if (field.value === undefined) return {};
  const accuracy = field.get('accuracy').number(0, 1);
  return { exam: { accuracy, tested: field.get('tested').integer(1) } };
}

function pointIn(row: JsonField): CurvePoint {
  const [images, accuracy, loss, ownAccuracy, ownLoss, tested] = row.items();
  if (!images || !accuracy || !loss || !ownAccuracy || !ownLoss || !tested) {
    throw row.error('six numbers');
  }
  return {
    images: images.integer(0),
    accuracy: accuracy.number(0, 1),
    loss: lossIn(loss),
    ownAccuracy: ownAccuracy.number(0, 1),
    ownLoss: lossIn(ownLoss),
    tested: tested.integer(1),
  };
}

/** A loss beyond numbers is null in JSON. */
function lossIn(field: JsonField): number {
  return field.value === null ? Infinity : field.number(0);
}

function rounded(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * DECIMALS) / DECIMALS : null;
}
