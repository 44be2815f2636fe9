/** What the page of the project that the format is from makes of an export: float32 weights by layer. */
export interface SeedCheckpoint {
  readonly label: string;
  readonly layers: readonly {
    readonly name: string;
    readonly weights: Float32Array;
    readonly biases: Float32Array;
  }[];
}

interface SeedManifest {
  readonly version: number;
  readonly dtype: string;
  readonly weights: {
    readonly storage: string;
    readonly format: string;
    readonly precision: string;
  };
  readonly network: {
    readonly architecture: readonly number[];
    readonly layers: readonly {
      readonly layer_index: number;
      readonly type: string;
      readonly name: string;
      readonly activation: string;
      readonly weight_shape: readonly number[];
      readonly bias_shape: readonly number[];
    }[];
    readonly input_dim: number;
    readonly output_dim: number;
    readonly normalization: { readonly mean: number; readonly std: number };
  };
  readonly timeline: readonly {
    readonly id: string;
    readonly order: number;
    readonly label: string;
    readonly kind: string;
    readonly target_images: number;
    readonly images_seen: number;
    readonly batches_seen: number;
    readonly dataset_passes: number;
    readonly description: string;
    readonly metrics: Readonly<Record<string, number>>;
    readonly weights: { readonly path: string; readonly dtype: string; readonly format: string };
  }[];
}

interface SeedSnapshot {
  readonly version: number;
  readonly dtype: string;
  readonly layers: readonly {
    readonly layer_index: number;
    readonly name: string;
    readonly activation: string;
    readonly weights: SeedTensor;
    readonly biases: SeedTensor;
  }[];
}

interface SeedTensor {
  readonly shape: readonly number[];
  readonly data: string;
}

/**
 * Loads an export by the rules of format version 2 and no others: nothing of this project's readers is used, and no field
 * that was added to the format.
 * @param read the bytes of a file by its path from `exports/`, as a server has it
 * @throws Error for anything that the rules do not allow
 */
export function loadAsSeed(
  manifestPath: string,
  read: (path: string) => Uint8Array | undefined,
): SeedCheckpoint[] {
  const json = (path: string): unknown => {
    const bytes = read(path);
    if (!bytes) throw new Error(`404: ${path}`);
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  const manifest = json(manifestPath) as SeedManifest;
  const { network, timeline, weights } = manifest;
  same(manifest.version, 2);
  same([manifest.dtype, weights.precision], ['float16', 'float16']);
  same([weights.storage, weights.format], ['per_snapshot_files', 'layer_array_v1']);
  const sizes = network.architecture;
  same([network.input_dim, network.output_dim], [sizes[0], sizes.at(-1)]);
  same(network.layers.length, sizes.length - 1);
  network.layers.forEach((layer, index) => {
    same([layer.layer_index, layer.type], [index, 'dense']);
    same(layer.weight_shape, [sizes[index + 1], sizes[index]]);
    same(layer.bias_shape, [sizes[index + 1]]);
    if (!['relu', 'linear'].includes(layer.activation)) throw new Error(layer.activation);
  });
  const { mean, std } = network.normalization;
  if (!Number.isFinite(mean) || !(std > 0)) throw new Error('normalization');
  return [...timeline]
    .sort((a, b) => a.order - b.order)
    .map((entry, position) => {
      same(entry.order, position);
      same([entry.weights.dtype, entry.weights.format], ['float16', 'layer_array_v1']);
      if (!['initial', 'approx', 'dataset_multiple'].includes(entry.kind))
        throw new Error(entry.kind);
      for (const text of [entry.id, entry.label, entry.description]) same(typeof text, 'string');
      for (const count of [entry.target_images, entry.images_seen, entry.batches_seen])
        same(Number.isInteger(count), true);
      const name = `${String(position).padStart(3, '0')}_${entry.id.replaceAll('_', '-')}.json`;
      same(entry.weights.path, `${manifestPath.replace(/\.json$/, '')}/${name}`);
      const snapshot = json(entry.weights.path) as SeedSnapshot;
      same(
        [snapshot.version, snapshot.dtype, snapshot.layers.length],
        [1, 'float16', sizes.length - 1],
      );
      const layers = snapshot.layers.map((layer, index) => {
        const expected = network.layers[index];
        same(
          [layer.layer_index, layer.name, layer.activation],
          [index, expected?.name, expected?.activation],
        );
        same(layer.weights.shape, expected?.weight_shape);
        same(layer.biases.shape, expected?.bias_shape);
        return { name: layer.name, weights: halves(layer.weights), biases: halves(layer.biases) };
      });
      return { label: entry.label, layers };
    });
}

function halves({ shape, data }: SeedTensor): Float32Array {
  const bytes = Buffer.from(data, 'base64');
  const count = shape.reduce((a, b) => a * b, 1);
  same(bytes.length, count * 2);
  return Float32Array.from({ length: count }, (_, i) => {
    const half = bytes.readUInt16LE(i * 2);
    const [sign, exponent, fraction] = [half >> 15 ? -1 : 1, (half >> 10) & 31, half & 1023];
    if (exponent === 0) return sign * 2 ** -14 * (fraction / 1024);
    return exponent === 31 ? NaN : sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
  });
}

function same(found: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}, found ${a}`);
}
