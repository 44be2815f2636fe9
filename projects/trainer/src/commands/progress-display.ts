import type { RunCheckpoint, RunEvent, RunProgress } from '#engine';
import { RecentSpeed } from './recent-speed.ts';

/** Where progress goes; a terminal redraws its last line. */
export interface ProgressOutput {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** Shows the events of a run. */
export interface ProgressDisplay {
  show(event: RunEvent): void;
  /** Leaves the output on a fresh line. */
  end(): void;
}

/** A plain line every so often where nothing can be redrawn. */
const PLAIN_INTERVAL_MS = 10_000;
const BAR_WIDTH = 24;

/** One JSON object a line: `{"kind":"checkpoint","id":"dataset_1x",…}`. */
export function jsonDisplay(output: ProgressOutput): ProgressDisplay {
  return {
    show: (event) => {
      if (event.kind === 'progress') {
        // Without the positions of the last batch: they are nobody's business, and long.
        output.write(`${JSON.stringify({ ...event, batch: undefined })}\n`);
        return;
      }
      const { kind, milestone, imagesSeen, batchesSeen, averageTrainingLoss, accuracy } = event;
      const { id, label } = milestone;
      const shown = { kind, id, label, imagesSeen, batchesSeen, averageTrainingLoss, accuracy };
      output.write(`${JSON.stringify(shown)}\n`);
    },
    end: () => undefined,
  };
}

/** For people: a line for every checkpoint and, on a terminal, a bar below them. */
export function textDisplay(output: ProgressOutput, now: () => number): ProgressDisplay {
  const speed = new RecentSpeed();
  let lastPlain = now();
  let bar = '';
  const clear = (): string => (bar === '' ? '' : `\r${' '.repeat(bar.length)}\r`);
  return {
    show: (event) => {
      speed.add(now(), event.imagesSeen);
      if (event.kind === 'checkpoint') {
        output.write(`${clear()}${checkpointLine(event)}\n`);
        bar = '';
        return;
      }
      const line = progressLine(event, speed.imagesPerSecond);
      if (output.isTTY) {
        const shown = line.slice(0, Math.max(20, (output.columns ?? 80) - 1));
        output.write(`${clear()}${shown}`);
        bar = shown;
      } else if (now() - lastPlain >= PLAIN_INTERVAL_MS) {
        lastPlain = now();
        output.write(`${line}\n`);
      }
    },
    end: () => {
      if (bar !== '') output.write('\n');
      bar = '';
    },
  };
}

function checkpointLine({ milestone, accuracy, averageTrainingLoss }: RunCheckpoint): string {
  const parts = [milestone.label.padEnd(16)];
  if (accuracy !== undefined) parts.push(`accuracy ${(accuracy * 100).toFixed(2).padStart(6)} %`);
  if (averageTrainingLoss !== undefined) parts.push(`loss ${averageTrainingLoss.toFixed(4)}`);
  return parts.join('  ').trimEnd();
}

function progressLine(event: RunProgress, perSecond: number | undefined): string {
  const { imagesSeen, totalImages, averageTrainingLoss } = event;
  const share = imagesSeen / totalImages;
  const filled = Math.round(share * BAR_WIDTH);
  const parts = [
    `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}]`,
    `${(share * 100).toFixed(0).padStart(3)} %`,
    `loss ${averageTrainingLoss.toFixed(4)}`,
  ];
  if (perSecond !== undefined) {
    const left = Math.ceil((totalImages - imagesSeen) / perSecond);
    parts.push(`${Math.round(perSecond)} images/s`, `${left} s left`);
  }
  return parts.join('  ');
}
