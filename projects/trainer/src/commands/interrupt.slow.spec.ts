import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeBarDigits } from '../../testing/idx-writer.ts';
import { interruptCommand, type Ending, type Moment } from '../../testing/interrupted-command.ts';
import { useTemporaryFolder } from '../../testing/temporary-folder.ts';
import { readCheckpoint, readManifest } from '../read-export.ts';

const root = join(import.meta.dirname, '../../../..');
/** What runs several processes may take this long on a computer with much else to do. */
const PROCESSES_MS = 240_000;
/**
 * Processor time, in milliseconds, that Ctrl-C may wait for a turn, and that the end may take after it. Each is
 * below 100 as a rule, but caches that others use make it more; what gives no turns takes thousands.
 */
const SOON = 400;

describe('Ctrl-C', () => {
  const folder = useTemporaryFolder();
  const weights = (): string => join(folder(), 'out', 'w.json');
  beforeEach(() => {
    // As many as answers are calibrated on.
    writeBarDigits(join(folder(), 'data'), { train: 10_000, t10k: 5000 });
  });

  const train = (args: readonly string[], ...moments: ((moment: Moment) => boolean)[]) =>
    interruptCommand(
      'training/mlp-train.ts',
      [
        ...['--recipe', join(root, 'training/plain.json'), '--device', 'cpu', '--json'],
        ...['--data-dir', join(folder(), 'data'), '--export-path', weights(), ...args],
      ],
      ...moments,
    );

  function expectSoon({ status, err, used, longest, interrupted = NaN }: Ending): void {
    expect(status).toBe(130);
    expect(err).toBe('');
    expect(longest).toBeLessThan(SOON);
    expect(used - interrupted).toBeLessThan(SOON);
  }

  /** A moment so much processor time, in milliseconds, after something was said. */
  function after(text: string, milliseconds: number): (moment: Moment) => boolean {
    let heard: number | undefined;
    return ({ out, used }) => {
      if (out.includes(text)) heard ??= used;
      return heard !== undefined && used >= heard + milliseconds;
    };
  }

  it(
    'ends training while images are read, learned from, and redrawn and judged for the calibration',
    async () => {
      const learned = '"id":"dataset_1x"';
      let before = NaN;
      const whole = await train(['--stop-after', '1x'], ({ out, used }) => {
        if (!out.includes(learned)) before = used;
        return false;
      });
      expect(whole.status).toBe(0);
      rmSync(join(folder(), 'out'), { recursive: true });
      const calibration = whole.used - before;
      const moments = [
        after('', 20),
        after('"id":"approx_42"', 0),
        after(learned, 0),
        after(learned, calibration / 10),
        after(learned, calibration / 2),
      ];
      for (const moment of moments) {
        const ending = await train(['--stop-after', '1x'], moment);
        expectSoon(ending);
        expect(ending.out).toMatch(/stopped; .*w\.json was not touched"\}\n$/);
        expect(existsSync(weights())).toBeFalse();
      }
    },
    PROCESSES_MS,
  );

  it(
    'ends the start of the default recipe, whose drawings are being made',
    async () => {
      const options = ['--device', 'cpu', '--json', '--export-path', weights()];
      const data = ['--data-dir', join(folder(), 'data')];
      for (const milliseconds of [0, 50, 100, 200]) {
        const ending = await interruptCommand(
          'training/mlp-train.ts',
          [...options, ...data],
          after('', milliseconds),
        );
        expectSoon(ending);
        expect(ending.out).toMatch(/stopped; .*w\.json was not touched"\}\n$/);
      }
    },
    PROCESSES_MS,
  );

  it(
    'while an export is saved leaves the old one, or the new one',
    async () => {
      await train(['--skip-train']);
      const before = readFileSync(weights(), 'utf8');
      const isSaving = (): boolean => existsSync(join(folder(), 'out/w.staging'));
      const ending = await train(['--stop-after', '1x'], isSaving);
      expect(ending.sent).toBe(1);
      if (ending.status === 0) expect(readFileSync(weights(), 'utf8')).not.toBe(before);
      else {
        expectSoon(ending);
        expect(readFileSync(weights(), 'utf8')).toBe(before);
      }
      const manifest = readManifest(weights());
      for (const checkpoint of manifest.timeline) readCheckpoint(weights(), manifest, checkpoint);
      expect(readdirSync(join(folder(), 'out')).sort()).toEqual(['w', 'w.json']);
      expect(readdirSync(join(folder(), 'out/w')).length).toBe(manifest.timeline.length);
    },
    PROCESSES_MS,
  );

  it(
    'ends evaluating while images are fitted, classified and judged',
    async () => {
      await train(['--skip-train']);
      const set = ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'].map((name) =>
        join(folder(), 'data', name),
      );
      const args = ['--weights', weights(), '--images', set[0] ?? '', '--labels', set[1] ?? ''];
      const evaluate = (more: readonly string[], ...moments: ((moment: Moment) => boolean)[]) =>
        interruptCommand('training/evaluate.ts', [...args, ...more], ...moments);
      for (const more of [[], ['--as-drawn']]) {
        const whole = await evaluate(more);
        expect(whole.status).toBe(0);
        for (const share of [0.1, 0.5]) {
          const ending = await evaluate(more, after('', share * whole.used));
          expectSoon(ending);
          expect(ending.out).toBe('');
        }
      }
    },
    PROCESSES_MS,
  );

  it(
    'keeps nothing waiting when it is not pressed',
    async () => {
      const ending = await train(['--stop-after', '1x']);
      expect(ending.status).toBe(0);
      expect(ending.longest).toBeLessThan(SOON);
      expect(readdirSync(join(folder(), 'out')).sort()).toEqual(['w', 'w.json']);
    },
    PROCESSES_MS,
  );

  it(
    'exports what was reached, if that is wanted, and pressed again ends that at once',
    async () => {
      const args = ['--stop-after', '1x', '--keep-partial'];
      const first = after('"id":"dataset_1x"', 100);
      const ending = await train(args, first);
      expect(ending.sent).toBe(1);
      const manifest = readManifest(weights());
      expect(manifest.timeline.at(-1)?.id).toBe('dataset_1x');
      for (const checkpoint of manifest.timeline) readCheckpoint(weights(), manifest, checkpoint);

      const before = readFileSync(weights(), 'utf8');
      const again = await train(
        args,
        after('"id":"dataset_1x"', 100),
        ({ interrupted }) => interrupted !== undefined,
      );
      expect(again.signal).toBe('SIGINT');
      expect(readFileSync(weights(), 'utf8')).toBe(before);
    },
    PROCESSES_MS,
  );
});
