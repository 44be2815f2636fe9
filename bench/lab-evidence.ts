// `npm run bench -- lab-evidence [--rounds N] [--visits N] [--build DIR]`: what evidence of a run costs when the slider comes to
// another moment, worked out anew from what was answered there: matrix, surest mistakes, forgotten digits; how much the answers
// take; and what the page's thread has to do in the built app (`npm run build`, or another build's folder), by what the stage
// shows; as often as `--visits` says, 0 for not at all.
import { Random } from '#model';
import { parseArgs } from 'node:util';
import { confusion } from '../src/app/network/lab/evidence/confusion.ts';
import { forgottenDigits } from '../src/app/network/lab/evidence/forgotten-digits.ts';
import { surestMistakes } from '../src/app/network/lab/evidence/surest-mistakes.ts';
import { packAnswers, type TestAnswers } from '../src/app/network/lab/shared/test-answers.ts';
import { markdownTable } from './app/markdown-table.ts';
import { median, percentile } from './app/statistics.ts';
import { machineNow } from './lab/machine-now.ts';
import { moments as momentsOnPage } from './lab/moments.ts';

const MILESTONES = 35;
const DIGITS = 10_000;

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    rounds: { type: 'string', default: '200' },
    visits: { type: 'string', default: '3' },
    build: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const random = Random.fromSeed(1);
const labels = Uint8Array.from({ length: DIGITS }, () => random.nextBelow(10));
// From guessing to 93 % right, as the usual run of the lab; what is wrong is so anew each time.
const moments = Array.from({ length: MILESTONES }, (_, index): TestAnswers => {
  const rightOf1000 = 100 + (830 * index) / (MILESTONES - 1);
  const answers = labels.map((label) =>
    random.nextBelow(1000) < rightOf1000 ? label : random.nextBelow(10),
  );
  return { answers, certainties: answers.map(() => random.nextBelow(256)) };
});

const works: Readonly<Record<string, (index: number) => unknown>> = {
  'the matrix with its digits, surest first': (index) => {
    const moment = moments[index];
    return moment && confusion(moment, labels, DIGITS);
  },
  'the 15 surest mistakes': (index) => {
    const moment = moments[index];
    return moment && surestMistakes(moment, labels, DIGITS, 15);
  },
  'forgotten digits, over all moments before': (index) =>
    forgottenDigits(moments.slice(0, index + 1), labels, DIGITS),
};
const rows = Object.entries(works).map(([name, work]) => {
  const times = Array.from({ length: rounds }, (_, round) => {
    // Back from the end, where most was before.
    const index = MILESTONES - 1 - (round % 5);
    const begin = performance.now();
    work(index);
    return performance.now() - begin;
  });
  // The first ones warm up.
  const warm = times.slice(Math.floor(rounds / 10));
  return [name, median(warm).toFixed(2), percentile(warm, 0.95).toFixed(2)];
});
console.log(markdownTable([`${DIGITS} digits`, 'median, ms', '95 of 100, ms'], rows));
const bytes = moments.reduce((sum, moment) => sum + packAnswers(moment).byteLength, 0);
console.log(`\n${MILESTONES} moments: ${(bytes / 1e6).toFixed(2)} MB`);
const visits = Number(values.visits);
if (visits > 0) {
  console.log(`\n${await machineNow(1)}\n\n${await momentsOnPage(visits, values.build)}`);
}
