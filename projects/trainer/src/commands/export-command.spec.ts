import { UsageError } from '#command-line';
import { readFiles } from '#formats';
import { FormatError } from '#model';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useTemporaryFolder } from '../../testing/temporary-folder.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { exportCommand } from './export-command.ts';

const root = join(import.meta.dirname, '../../../..');
const defaults = join(root, 'exports/mlp_weights.json');
const fixture = (name: string): string => join(root, 'projects/formats/testing/onnx', name);

type Command = typeof exportCommand;

async function run(command: Command, ...args: string[]): Promise<string> {
  let out = '';
  const output = { write: (text: string) => (out += text) };
  expect(await command(args, { output, signal: new AbortController().signal })).toBe(0);
  return out;
}

describe('npm run export', () => {
  const folder = useTemporaryFolder();
  const path = (name: string): string => join(folder(), name);
  const accuracyOf = async (...args: string[]): Promise<unknown> => {
    const report = JSON.parse(await run(evaluateCommand, '--json', ...args)) as Record<
      string,
      unknown
    >;
    return report['accuracy'];
  };

  it('writes a checkpoint as ONNX, which evaluate reads as it reads the export', async () => {
    const args = ['--weights', defaults, '--checkpoint', '250'];
    const out = await run(exportCommand, '--to', 'onnx', ...args, '--output', path('a.onnx'));
    expect(out).toBe(`${path('a.onnx')}: ≈250 images\n`);
    expect(await accuracyOf('--weights', path('a.onnx'))).toBe(await accuracyOf(...args));
    expect(readdirSync(folder())).toEqual(['a.onnx']);
  });

  it('writes one checkpoint as a zip, over what was there', async () => {
    writeFileSync(path('a.zip'), 'old');
    const args = ['--weights', defaults, '--checkpoint', '50'];
    await run(exportCommand, ...args, '--output', path('a.zip'));
    const found = await readFiles([
      { name: 'a.zip', bytes: new Uint8Array(readFileSync(path('a.zip'))) },
    ]);
    expect(
      found.kind === 'network' && found.network.checkpoints.map(({ moment }) => moment.id),
    ).toEqual(['approx_50']);
    expect(await accuracyOf('--weights', path('a.zip'))).toBe(await accuracyOf(...args));
  });

  it('writes a network of others with what has been found out about it', async () => {
    const from = ['--weights', fixture('pytorch-batch-norm.onnx')];
    const out = await run(exportCommand, ...from, '--output', path('a.zip'));
    expect(out).toContain('ink counted as 0-255,inverted, and counts 0-1 now\n');
    expect(out).toContain('folded into the weights: BatchNormalization\n');
    expect(out).toContain('weights were rounded to half floats');
    expect(await accuracyOf('--weights', path('a.zip'))).toBeGreaterThan(0.9);
  });

  it('reads weights beside an ONNX file, and ink as it is told', async () => {
    const dynamo = ['--weights', fixture('synthetic-dynamo.onnx')];
    expect(await accuracyOf(...dynamo)).toBeGreaterThan(0.9);
    expect(await accuracyOf(...dynamo, '--ink', '0-1,transposed')).toBeLessThan(0.3);
  });

  const refused: [string, Command, string[], typeof UsageError | typeof FormatError, string][] = [
    [
      'another format',
      exportCommand,
      ['--to', 'h5'],
      UsageError,
      '--to: expected onnx or zip, found h5',
    ],
    [
      'an unknown checkpoint',
      exportCommand,
      ['--weights', defaults, '--checkpoint', '9x'],
      UsageError,
      '--checkpoint: expected one of initial',
    ],
    [
      'ink where the file says it',
      evaluateCommand,
      ['--weights', defaults, '--ink', '0-255'],
      UsageError,
      '--ink: expected none for a network whose file says how, found 0-255 for',
    ],
    [
      'an unknown way of counting ink',
      evaluateCommand,
      ['--ink', '0-1,upside-down'],
      UsageError,
      '--ink: expected 0-1, 0-255, minus-1-1, mnist; with ,inverted or ,transposed or both behind it',
    ],
    [
      'a file that is not there',
      exportCommand,
      ['--weights', 'none.onnx'],
      FormatError,
      'none.onnx: the file: expected one that can be read',
    ],
    [
      'a place that cannot be written',
      exportCommand,
      ['--weights', defaults, '--checkpoint', '50', '--output', '/proc/no/a.zip'],
      FormatError,
      '/proc/no/a.zip: place: expected a place that can be written',
    ],
  ];
  for (const [what, command, args, type, message] of refused) {
    it(`refuses ${what} in one line`, async () => {
      const error: unknown = await command(args, {
        output: { write: () => undefined },
        signal: new AbortController().signal,
      }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(type);
      expect(error instanceof Error && error.message).toContain(message);
    });
  }

  it('leaves nothing behind when it refuses', async () => {
    const args = ['--weights', fixture('expected.json'), '--output', path('a.zip')];
    await expectAsync(run(exportCommand, ...args)).toBeRejectedWithError(FormatError);
    expect(existsSync(path('a.zip'))).toBeFalse();
  });
});
