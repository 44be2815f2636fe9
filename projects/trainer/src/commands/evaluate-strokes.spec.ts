import { shapeDrawing, type PenDigit } from '#drawings';
import { initialWeights } from '#engine';
import {
  answerOf,
  calibrationOf,
  DEFAULT_BRUSH,
  formatDrawingsFile,
  forward,
  perceptronSpec,
  milestones,
  prepareInput,
} from '#model';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { unipenText } from '../../../drawings/testing/unipen-text.ts';
import { writeBarDigits } from '../../testing/idx-writer.ts';
import { useTemporaryFolder } from '../../testing/temporary-folder.ts';
import { checkpointNamed, readCheckpoint, readManifest } from '../read-export.ts';
import { writeExport } from '../write-export.ts';
import { evaluateCommand } from './evaluate-command.ts';

const root = join(import.meta.dirname, '../../../..');
const DEFAULT_WEIGHTS = join(root, 'exports/mlp_weights.json');

/** Forty digits by writers 1 to 4, in whole units of the tablet. */
const DIGITS: PenDigit[] = Array.from({ length: 40 }, (_, index) => ({
  ...shapeDrawing(5, index),
  writer: String(1 + (index % 4)),
}));

describe('npm run evaluate -- --strokes', () => {
  const folder = useTemporaryFolder();
  const path = (name: string): string => join(folder(), name);
  beforeEach(() => {
    writeFileSync(path('pen.txt'), unipenText(DIGITS));
    const drawings = DIGITS.map(({ label, writer, strokes }) => ({
      digit: label,
      writer,
      drawing: { strokes: strokes.map((points) => ({ points, brush: DEFAULT_BRUSH })) },
    }));
    writeFileSync(path('class.json.gz'), gzipSync(formatDrawingsFile(drawings)));
    const scrawl = { strokes: [{ points: [{ x: 3, y: 3, pressure: 0.5 }], brush: DEFAULT_BRUSH }] };
    writeFileSync(path('dot.json'), formatDrawingsFile([{ digit: null, drawing: scrawl }]));
  });

  async function run(...args: string[]): Promise<string> {
    let out = '';
    const output = { write: (text: string) => (out += text) };
    const signal = new AbortController().signal;
    expect(await evaluateCommand(args, { output, signal })).toBe(0);
    return out;
  }
  const report = async (...args: string[]): Promise<Record<string, unknown>> =>
    JSON.parse(await run('--weights', DEFAULT_WEIGHTS, '--json', '--strokes', ...args)) as Record<
      string,
      unknown
    >;

  it('reads drawings as the app does', async () => {
    const manifest = readManifest(DEFAULT_WEIGHTS);
    const weights = readCheckpoint(DEFAULT_WEIGHTS, manifest, checkpointNamed(manifest));
    const calibration = calibrationOf(manifest, DEFAULT_WEIGHTS);
    const right = DIGITS.filter(({ label, strokes }) => {
      const { logits } = forward(manifest.network, weights, prepareInput(strokes));
      const { probabilities } = answerOf(logits, calibration);
      return probabilities.indexOf(Math.max(...probabilities)) === label;
    });
    expect(right.length).toBeGreaterThan(30);
    const { accuracy, images, writers } = await report(path('class.json.gz'));
    expect([accuracy, images]).toEqual([right.length / 40, 40]);
    for (const { writer, accuracy: share } of writers as { writer: string; accuracy: number }[]) {
      expect(share)
        .withContext(writer)
        .toBe(right.filter((digit) => digit.writer === writer).length / 10);
    }
  });

  it('reads UNIPEN, several files, and what is no digit', async () => {
    expect((await report(path('pen.txt')))['images']).toBe(40);
    const all = await report(
      path('pen.txt'),
      path('class.json.gz'),
      `--strokes=${path('dot.json')}`,
    );
    expect(all['images']).toBe(80);
    expect(all['noDigits']).toEqual(jasmine.objectContaining({ images: 1 }));
    const { checkpoint, writers, noDigits, ...rest } = await report(path('dot.json'));
    expect([checkpoint, writers, rest]).toEqual(['dataset_50x', [], {}]);
    expect(noDigits).toEqual(jasmine.objectContaining({ images: 1 }));
  });

  it('reads drawings that nobody has labelled, and says what each is', async () => {
    const unlabelled = DIGITS.slice(0, 3).map(({ strokes }) => ({
      drawing: { strokes: strokes.map((points) => ({ points, brush: DEFAULT_BRUSH })) },
    }));
    writeFileSync(path('drawings.json'), formatDrawingsFile(unlabelled));
    const labelled = await report(path('class.json.gz'));
    const { unlabelled: listed, ...all } = await report(
      path('drawings.json'),
      path('class.json.gz'),
    );
    expect(all).toEqual(labelled);
    expect((listed as { drawing: number }[]).map(({ drawing }) => drawing)).toEqual([1, 2, 3]);
    const strokes = ['--weights', DEFAULT_WEIGHTS, '--strokes', path('drawings.json')];
    expect(await run(...strokes)).toMatch(/\n\n?drawings without a label: 3\n {2}no\. 1: \d/);
  });

  it('leaves out other writers', async () => {
    const writersOf = async (choice: string): Promise<string[]> => {
      const { images, writers } = await report(path('pen.txt'), '--writers', choice);
      const names = (writers as { writer: string }[]).map(({ writer }) => writer);
      expect(images).toBe(10 * names.length);
      return names.sort();
    };
    expect(await writersOf('odd')).toEqual(['1', '3']);
    expect(await writersOf('even')).toEqual(['2', '4']);
    expect(await writersOf('2,3')).toEqual(['2', '3']);
  });

  it('writes a page of the mistakes: of drawings, and of images with their labels', async () => {
    const sheet = path('mistakes.html');
    // Whatever the last checkpoint reads, the first one makes mistakes.
    const weights = ['--weights', DEFAULT_WEIGHTS, '--checkpoint', 'initial', '--mistakes', sheet];
    const out = await run(...weights, '--strokes', path('class.json.gz'));
    const [, ...counts] =
      /html: (\d+) named wrongly, (\d+) unsure, (\d+) called no digit\n$/.exec(out) ?? [];
    const figures = readFileSync(sheet, 'utf8').split('<figure>').length - 1;
    expect(counts.map(Number).reduce((sum, count) => sum + count, 0)).toBe(figures);
    expect(figures).toBeGreaterThan(0);

    writeBarDigits(path('data'));
    const [images, labels] = ['images-idx3', 'labels-idx1'].map((name) =>
      path(`data/t10k-${name}-ubyte`),
    );
    const bars = ['--images', images ?? '', '--labels', labels ?? ''];
    // Programs are told on no other line.
    JSON.parse(await run(...weights, ...bars, '--json'));
    expect(readFileSync(sheet, 'utf8')).toMatch(/<h1>\d+ mistakes in 60 images<\/h1>/);
    expect(readdirSync(folder()).filter((name) => name.includes('html'))).toEqual([
      'mistakes.html',
    ]);
  });

  it('says in one line what is wrong', async () => {
    const pen = ['--strokes', path('pen.txt')];
    const cases: [string[], RegExp][] = [
      [[...pen, '--images', 'x'], /^--images: expected none with --strokes, .*, found x$/],
      [[...pen, '--labels', 'y'], /^--labels: expected none with --strokes, .*, found y$/],
      [[...pen, '--as-drawn'], /^--as-drawn: expected without --strokes, .*, found both$/],
      [['--writers', 'odd'], /^--writers: expected --strokes too, found writers only$/],
      [[...pen, '--writers', '7'], /^--writers: expected some of 1, 2, 3, 4; found 7$/],
      [
        [...pen, '--writers', 'a,,b'],
        /^--writers: expected odd, even, or names: a,b,c, found a,,b$/,
      ],
      [[...pen, '--mistakes', folder()], /^--mistakes: expected a file, found a folder: /],
      [
        [...pen, '--mistakes', path('pen.txt')],
        /^--mistakes: expected a new file or a sheet of mistakes, found another: /,
      ],
      [
        [...pen, '--mistakes', path('none/x.html')],
        /^--mistakes: expected a place that can be written, found ENOENT/,
      ],
      [
        ['--images', 'x', '--mistakes', path('x.html')],
        /^--mistakes: expected --labels too, found images only$/,
      ],
      [['--strokes'], /^--strokes: expected 1 to 100 files, found none$/],
      [['--strokes', path('none')], /none: cannot be read/],
      [['--strokes', folder()], /cannot be read/],
      [[...pen, join(root, 'package.json')], /package\.json: format: expected/],
    ];
    for (const [args, message] of cases) {
      await expectAsync(run('--weights', DEFAULT_WEIGHTS, ...args)).toBeRejectedWithError(message);
    }
  });

  it('refuses a network of other inputs', async () => {
    const spec = perceptronSpec([4, 10]);
    const [milestone] = milestones(60_000);
    if (!milestone) throw new Error('milestones: expected the initial weights, found none');
    const base = { kind: 'checkpoint', milestone, imagesSeen: 0, batchesSeen: 0 } as const;
    const checkpoints = [{ ...base, weights: initialWeights(spec, 1) }];
    writeExport(path('w.json'), { spec, checkpoints, datasetSize: 60_000, training: {} });
    await expectAsync(
      run('--weights', path('w.json'), '--strokes', path('pen.txt')),
    ).toBeRejectedWithError(
      /network\.input_dim: expected 784, for images of 28x28 pixels, found 4$/,
    );
  });
});
