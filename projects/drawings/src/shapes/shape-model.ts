import { base64FromBytes, bytesFromBase64, JsonField } from '#model';

/** A way to write a digit, as several people do: their mean, and how they differ from it. */
export interface ShapeCluster {
  readonly digit: number;
  /** Points of each stroke. */
  readonly pointCounts: readonly number[];
  /** How many digits it was fitted to. */
  readonly count: number;
  /** How many people wrote them. */
  readonly writers: number;
  /** The largest share, 0..1, that a single digit has in mean and components. */
  readonly largestDigitShare: number;
  /** The largest share, 0..1, that a single writer's digits have. */
  readonly largestWriterShare: number;
  /** Points of all strokes, x and y by turns; the box around a digit has its middle at (0, 0), its longer side is 1. */
  readonly mean: Float64Array;
  /** Principal components, each as long as the standard deviation along it. */
  readonly components: readonly Float64Array[];
}

/** How people write digits: statistics, of which no drawing of a person can be made out. */
export interface ShapeModel {
  /** What it was fitted to. */
  readonly source: string;
  /** The licence of that. */
  readonly licence: string;
  /** What made it. */
  readonly command: string;
  readonly clusters: readonly ShapeCluster[];
}

/** Steps of a byte in the unit of length: values of the mean lie within half a unit, those of components lower. */
const MEAN_STEPS = 200;
const COMPONENT_STEPS = 400;

/** A model as JSON, a cluster a line; places are rounded to bytes: `[1 + components][point][2]`. */
export function shapeModelText({ source, licence, command, clusters }: ShapeModel): string {
  const lines = clusters.map((cluster) => JSON.stringify(storedCluster(cluster)));
  const head = Object.entries({ source, licence, command }).map(
    ([name, text]) => `"${name}": ${JSON.stringify(text)},\n`,
  );
  return `{\n${head.join('')}"clusters": [\n${lines.join(',\n')}\n]\n}\n`;
}

function storedCluster({ mean, components, ...rest }: ShapeCluster): object {
  const bytes = new Int8Array(mean.length * (1 + components.length));
  bytes.set(mean.map((value) => byteOf(value * MEAN_STEPS)));
  components.forEach((component, index) => {
    const rounded = component.map((value) => byteOf(value * COMPONENT_STEPS));
    bytes.set(rounded, mean.length * (index + 1));
  });
  return {
    ...rest,
    largestDigitShare: Number(rest.largestDigitShare.toFixed(4)),
    largestWriterShare: Number(rest.largestWriterShare.toFixed(4)),
    places: base64FromBytes(new Uint8Array(bytes.buffer)),
  };
}

function byteOf(value: number): number {
  return Math.max(-127, Math.min(127, Math.round(value)));
}

/**
 * Reads a model.
 * @param value what JSON was parsed to
 * @param file name for error messages
 * @throws FormatError that names the field
 */
export function parseShapeModel(value: unknown, file: string): ShapeModel {
  const root = new JsonField(file, value);
  return {
    source: root.get('source').string(),
    licence: root.get('licence').string(),
    command: root.get('command').string(),
    clusters: root.get('clusters').items().map(parseCluster),
  };
}

function parseCluster(field: JsonField): ShapeCluster {
  const pointCounts = field
    .get('pointCounts')
    .items()
    .map((item) => item.integer(2, 100));
  const size = 2 * pointCounts.reduce((sum, count) => sum + count, 0);
  const places = field.get('places');
  const bytes = bytesFromBase64(places.string());
  if (!bytes || size === 0 || bytes.length < size || bytes.length % size !== 0) {
    throw places.error(`base64 of a multiple of ${size} bytes`);
  }
  const values = new Int8Array(bytes.buffer);
  const rowOf = (row: number, steps: number): Float64Array =>
    Float64Array.from(values.subarray(row * size, (row + 1) * size), (byte) => byte / steps);
  return {
    digit: field.get('digit').integer(0, 9),
    pointCounts,
    count: field.get('count').integer(1),
    writers: field.get('writers').integer(1),
    largestDigitShare: field.get('largestDigitShare').number(0, 1),
    largestWriterShare: field.get('largestWriterShare').number(0, 1),
    mean: rowOf(0, MEAN_STEPS),
    components: Array.from({ length: bytes.length / size - 1 }, (_, index) =>
      rowOf(index + 1, COMPONENT_STEPS),
    ),
  };
}
