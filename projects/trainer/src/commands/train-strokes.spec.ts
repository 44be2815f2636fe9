import { shapeDrawing } from '#drawings';
import {
  BLANK_DRAWING,
  DEFAULT_BRUSH,
  formatDrawingsFile,
  prepareInput,
  type LabelledDrawing,
} from '#model';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { unipenText } from '../../../drawings/testing/unipen-text.ts';
import { writeBarDigits } from '../../testing/idx-writer.ts';
import { useTemporaryFolder } from '../../testing/temporary-folder.ts';
import { readManifest } from '../read-export.ts';
import { trainCommand } from './train-command.ts';

const root = join(import.meta.dirname, '../../../..');
const PLAIN = ['--recipe', join(root, 'training/plain.json'), '--stop-after', '1x'];

/** Seven digits and two drawings of none, one of them said to be a 3 but blank. */
const SHAPES = Array.from({ length: 7 }, (_, index) => shapeDrawing(3, index));
const DRAWINGS: LabelledDrawing[] = [
  ...SHAPES.map(({ label, strokes }) => ({
    digit: label,
    drawing: { strokes: strokes.map((points) => ({ points, brush: DEFAULT_BRUSH })) },
  })),
  { digit: 3, drawing: BLANK_DRAWING },
  {
    digit: null,
    drawing: { strokes: [{ points: [{ x: 3, y: 3, pressure: 0.5 }], brush: DEFAULT_BRUSH }] },
  },
];

describe('npm run train -- --strokes', () => {
  const folder = useTemporaryFolder();
  const path = (name: string): string => join(folder(), name);
  beforeEach(() => {
    writeBarDigits(path('data'));
    writeFileSync(path('class.json'), formatDrawingsFile(DRAWINGS));
  });

  async function train(...args: string[]): Promise<string> {
    let out = '';
    const usual = [
      ...PLAIN,
      '--hidden-dims',
      '16',
      '--data-dir',
      path('data'),
      '--export-path',
      path('w.json'),
    ];
    const threads = args.includes('--threads') ? [] : ['--threads', '1'];
    const status = await trainCommand([...usual, ...threads, ...args], {
      output: { write: (text) => (out += text) },
      signal: new AbortController().signal,
      now: () => performance.now(),
      version: '0',
      gpu: () => Promise.reject(new Error('expected the CPU')),
    });
    expect(status).toBe(0);
    return out;
  }

  it('learns from the digits as the app prepares them, and records which', async () => {
    await train();
    const without = readManifest(path('w.json'));
    expect(without.training?.['strokes']).toBeUndefined();
    const out = await train('--strokes', path('class.json'), '--strokes-share', '0.25');
    expect(out).toMatch(
      /^7 digits of people join the batches, a share of 0\.25; drawings of no digit, or without a label, that were left out: 2\n/,
    );
    const pixels = SHAPES.flatMap(({ strokes }) => [
      ...prepareInput(strokes).map((ink) => Math.round(ink * 255)),
    ]);
    const hashOf = (bytes: number[]): string =>
      createHash('sha256').update(Uint8Array.from(bytes)).digest('hex');
    const { training, timeline } = readManifest(path('w.json'));
    expect(training?.['strokes']).toEqual({
      share: 0.25,
      images: 7,
      pixels_sha256: hashOf(pixels),
      labels_sha256: hashOf([0, 1, 2, 3, 4, 5, 6]),
    });
    expect(timeline[0]?.shard.sha256).toBe(without.timeline[0]?.shard.sha256);
    expect(timeline.at(-1)?.shard.sha256).not.toBe(without.timeline.at(-1)?.shard.sha256);
    // Nobody's strokes are kept.
    expect(readFileSync(path('w.json'), 'utf8')).not.toContain('points');
  });

  it('gives the same bytes in every run, with any number of threads and from any kind of file', async () => {
    const digits = SHAPES.map((digit) => ({ ...digit, writer: 'Ada' }));
    writeFileSync(path('pen.gz'), gzipSync(unipenText(digits)));
    const exported = async (...args: string[]): Promise<string> => {
      await train(...args);
      return readFileSync(path('w.json'), 'utf8');
    };
    const first = await exported('--strokes', path('pen.gz'));
    expect(await exported('--strokes', path('pen.gz'), '--threads', '2')).toBe(first);
    expect(await exported('--strokes', path('pen.gz'), '--strokes-share', '0.1')).toBe(first);
    const other = await exported('--strokes', path('pen.gz'), path('class.json'));
    expect(readManifest(path('w.json')).training?.['strokes']).toEqual(
      jasmine.objectContaining({ images: 14, share: 0.1 }),
    );
    expect(other).not.toBe(first);
  });

  it('says in one line what is wrong, before training', async () => {
    writeFileSync(path('none.json'), formatDrawingsFile(DRAWINGS.slice(-2)));
    writeFileSync(path('cut.json'), formatDrawingsFile(DRAWINGS).slice(0, 500));
    const recipe = JSON.parse(readFileSync(join(root, 'training/plain.json'), 'utf8')) as object;
    const auxiliary = { drawn: { share: 0.65, count: 10 } };
    writeFileSync(path('full.json'), JSON.stringify({ ...recipe, auxiliary }));
    const strokes = ['--strokes', path('class.json')];
    const cases: [string[], RegExp][] = [
      [
        ['--strokes', path('none.json')],
        /^--strokes: expected 1 to 200000 digits, found none in 2 drawings$/,
      ],
      [['--strokes', path('cut.json')], /cut\.json: the file: expected JSON/],
      [['--strokes', path('nowhere')], /nowhere: cannot be read/],
      [['--strokes', folder()], /cannot be read/],
      [['--strokes'], /^--strokes: expected 1 to 100 files, found none$/],
      [['--strokes-share', '0.2'], /^--strokes-share: expected --strokes too, found a share only$/],
      [
        [...strokes, '--strokes-share', '0.41'],
        /^--strokes-share: expected a number above 0, at most 0\.4, found 0\.41$/,
      ],
      [[...strokes, '--strokes-share', '0'], /^--strokes-share: .*found 0$/],
      [[...strokes, '--skip-train'], /^--strokes: expected none with --skip-train, .* found both$/],
    ];
    for (const [args, message] of cases) {
      await expectAsync(train(...args)).toBeRejectedWithError(message);
    }
    const [, , ...unplain] = PLAIN;
    await expectAsync(
      trainCommand(
        [...unplain, '--recipe', path('full.json'), ...strokes, '--strokes-share', '0.3'],
        {
          output: { write: () => undefined },
          signal: new AbortController().signal,
          now: () => 0,
          version: '0',
          gpu: () => Promise.reject(new Error('expected the CPU')),
        },
      ),
    ).toBeRejectedWithError(
      "--strokes-share: expected at most 0.250, as the recipe's auxiliary images have 0.650 of a batch, found 0.3",
    );
    expect(existsSync(path('w.json'))).toBeFalse();
  });
});
