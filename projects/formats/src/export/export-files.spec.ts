import { loadAsSeed } from '../../testing/seed-loader.ts';
import { smallNetwork } from '../../testing/small-network.ts';
import { unpackInOrder } from '../../testing/zip-builder.ts';
import { readFiles } from '../read-files.ts';
import { exportFiles, shardName, writeExportZip } from './export-files.ts';

describe('writeExportZip', () => {
  const network = smallNetwork();

  it("unpacks into the seed's exports/ and works there", () => {
    const files = unpackInOrder(writeExportZip(network));
    const loaded = loadAsSeed('mlp_weights.json', (path) => files.get(path));
    expect(loaded.map(({ label }) => label)).toEqual([
      'Initial weights',
      '≈50 images',
      '≈120 images',
    ]);
    expect(
      loaded.map(({ layers }) => layers.map(({ weights, biases }) => ({ weights, biases }))),
    ).toEqual(network.checkpoints.map(({ weights }) => [...weights]));
    expect([...files.keys()]).toEqual([
      'mlp_weights.json',
      'mlp_weights/000_initial.json',
      'mlp_weights/001_approx-50.json',
      'mlp_weights/002_approx-120.json',
    ]);
  });

  it('is read back as it was, down to the recipe', async () => {
    const found = await readFiles([{ name: 'a.zip', bytes: writeExportZip(network) }]);
    expect(found).toEqual({
      ...{ kind: 'network', isInkKnown: true, remarks: [] },
      network: jasmine.objectContaining({ spec: network.spec, training: network.training ?? {} }),
      source: {
        ...{ format: 'export', file: 'mlp_weights.json', isZipped: true },
        ...{ producer: 'mnist-mlp-visualizer', producerVersion: '9.9.9' },
      },
    });
    expect(found.kind === 'network' && found.network.checkpoints).toEqual([...network.checkpoints]);
  });

  it('refuses weights that half floats cannot hold', () => {
    const [checkpoint] = network.checkpoints;
    if (!checkpoint) throw new Error('no checkpoint');
    const weights = checkpoint.weights.map(({ biases, ...layer }) => ({
      ...layer,
      biases: biases.map(() => 70_000),
    }));
    const checkpoints = [{ ...checkpoint, weights }];
    expect(() => exportFiles({ ...network, checkpoints })).toThrowError(RangeError, /70000/);
  });
});

describe('shardName', () => {
  it('has only what every system takes in a name', () => {
    expect(shardName(16, 'dataset_1_5x')).toBe('016_dataset-1-5x.json');
    expect(shardName(0, '../a b')).toBe('000_---a-b.json');
  });
});
