import { forward } from '#model';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sampleDigits } from '../../testing/sample-digits.ts';
import type { ChosenFile } from '../chosen-file.ts';
import { findInk } from '../ink/find-ink.ts';
import { withInk, type InkReading } from '../ink/ink-reading.ts';
import { readFiles, type FoundInFiles } from '../read-files.ts';

const FOLDER = join(import.meta.dirname, '../../testing/onnx');
const DIGITS = 10;

interface Expected {
  readonly input: string;
  /** Computed by PyTorch or numpy in double precision, for the first sample of each digit. */
  readonly logits: readonly (readonly number[])[];
}

const expected = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Record<
  string,
  Expected
>;

function filesOf(name: string): ChosenFile[] {
  return readdirSync(FOLDER)
    .filter((file) => file.startsWith(`${name}.onnx`))
    .map((file) => ({ name: file, bytes: new Uint8Array(readFileSync(join(FOLDER, file))) }));
}

type FoundNetwork = Extract<FoundInFiles, { readonly kind: 'network' }>;

async function read(name: string): Promise<FoundNetwork> {
  const found = await readFiles(filesOf(name));
  if (found.kind !== 'network') throw new Error(`${name}: ${found.kind}`);
  return found;
}

function readingNamed(text: string): InkReading {
  const scale = (['0-255', '0-1', 'minus-1-1', 'mnist'] as const).find((one) =>
    text.startsWith(one),
  );
  if (!scale) throw new Error(text);
  return {
    scale,
    isInverted: text.endsWith('inverted'),
    isTransposed: text.endsWith('transposed'),
  };
}

/** Logits less their mean: log-softmax differs from them by a constant. */
function centred(logits: ArrayLike<number>): number[] {
  const values = Array.from(logits);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

describe('networks of other programs', () => {
  const digits = sampleDigits();

  for (const [name, { input, logits }] of Object.entries(expected)) {
    it(`${name}: computes what its maker computes`, async () => {
      const { network } = await read(name);
      const { spec, checkpoints } = withInk(network, readingNamed(input));
      const weights = checkpoints[0]?.weights ?? [];
      for (let digit = 0; digit < DIGITS; digit++) {
        const pixels = digits.pixels.subarray(digit * 784, (digit + 1) * 784);
        const found = centred(forward(spec, weights, pixels).logits);
        const wanted = centred(logits[digit] ?? []);
        const difference = Math.max(
          ...found.map((logit, i) => Math.abs(logit - (wanted[i] ?? NaN))),
        );
        expect(difference).toBeLessThan(5e-5);
      }
    });

    it(`${name}: how ink counts is found out`, async () => {
      const { network, isInkKnown } = await read(name);
      expect(isInkKnown).toBeFalse();
      expect(findInk(network, digits).decided).toEqual(readingNamed(input));
    });
  }

  it('has what each producer does in an own way', async () => {
    const remarks = async (name: string) => (await read(name)).remarks;
    expect(await remarks('pytorch-batch-norm')).toEqual([
      { kind: 'folded', operators: ['BatchNormalization'] },
    ]);
    expect(await remarks('synthetic-dynamo')).toEqual([]);
    expect(await remarks('synthetic-skl2onnx')).toEqual([
      { kind: 'folded', operators: ['Scaler'] },
      { kind: 'ignoredOutputs', names: ['output_label'] },
    ]);
    expect((await read('pytorch-mnist')).source).toEqual(
      jasmine.objectContaining({ format: 'onnx', producer: 'pytorch', producerVersion: '1.13.0' }),
    );
  });

  describe('with data in a file beside it', () => {
    const [model, data] = filesOf('synthetic-dynamo');
    if (!model || !data) throw new Error('synthetic-dynamo: expected two files');

    it('is read when that was renamed', async () => {
      const renamed = { ...data, name: 'downloads/synthetic-dynamo.onnx (1).data' };
      expect((await readFiles([model, renamed])).kind).toBe('network');
    });

    it('is refused without, and says what to do', async () => {
      await expectAsync(readFiles([model])).toBeRejectedWithError(
        /tensor "fc2.weight": expected the file "synthetic-dynamo.onnx.data" among those chosen, found none: choose it, too, or export with external_data=False$/,
      );
    });

    it('is refused where that is too short', async () => {
      const cut = { ...data, bytes: data.bytes.slice(0, 5000) };
      await expectAsync(readFiles([model, cut])).toBeRejectedWithError(
        /expected a part of the 5000 bytes of "synthetic-dynamo.onnx.data", found "offset 25120, length 320"/,
      );
    });
  });
});
