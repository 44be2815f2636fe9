import { lastCheckpoint, readFiles, type ReadNetwork } from '#formats';
import { FormatError } from '#model';
import { smallNetwork } from '../../../../../projects/formats/testing/small-network.ts';
import { calibrationIn, type ReadableNetwork } from './readable-network.ts';
import { fileNameOf, writeNetwork } from './write-network.ts';

const { signal } = new AbortController();

function readable({ spec, training, checkpoints }: ReadNetwork, name = 'Anna'): ReadableNetwork {
  return {
    ...{ address: 'library:a', name, spec, training, precision: 'float16', edition: '' },
    moments: checkpoints.map(({ moment }) => moment),
    calibration: calibrationIn(spec, training, name),
    weights: (index) => Promise.resolve(checkpoints[index]?.weights ?? []),
  };
}

describe('writeNetwork', () => {
  const network = smallNetwork();

  it('writes one checkpoint as ONNX, the last one unless another is asked for', async () => {
    for (const index of [undefined, 1]) {
      const files = await writeNetwork(readable(network), 'onnx', index, signal);
      expect(files.map(({ name, type }) => [name, type])).toEqual([
        ['Anna.onnx', 'application/octet-stream'],
      ]);
      const found = await readFiles(files);
      const expected = index === undefined ? lastCheckpoint(network) : network.checkpoints[index];
      expect(found.kind === 'network' && found.network.checkpoints).toEqual(
        expected ? [expected] : [],
      );
    }
  });

  it('says so where half floats cannot hold it', async () => {
    const checkpoints = network.checkpoints.map(({ moment, weights }) => ({
      moment,
      weights: weights.map(({ weights, biases }) => ({ weights, biases: biases.map(() => 1e5) })),
    }));
    await expectAsync(
      writeNetwork(readable({ ...network, checkpoints }), 'zip', undefined, signal),
    ).toBeRejectedWithError(
      FormatError,
      /^Anna\.zip: the network: expected one that fits the format/,
    );
  });

  it('stops when it is not wanted any more', async () => {
    const ended = AbortSignal.abort(new Error('elsewhere'));
    await expectAsync(
      writeNetwork(readable(network), 'zip', undefined, ended),
    ).toBeRejectedWithError('elsewhere');
  });
});

describe('fileNameOf', () => {
  it('is a name that every system takes', () => {
    for (const [name, file] of [
      ['', 'mlp_weights'],
      ['Übung 7', 'Übung-7'],
      ['../../etc/passwd', 'etc-passwd'],
      ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
      ['.hidden.', 'hidden'],
      ['✏️✏️', 'mlp_weights'],
      ['数字 ४', '数字-४'],
      ['x'.repeat(300), 'x'.repeat(60)],
    ] as const) {
      expect(fileNameOf(name)).withContext(name).toBe(file);
    }
  });
});
