// `npm run bench -- lab [--rounds N] [--seconds N] [--only NAME,NAME]`: how fast the lab learns, and what it costs. `learners`:
// workers of one page, in turn, on the same digits, first weights and batches: the lab's engine and TensorFlow.js with each
// of its backends, whose losses must agree; and the engine in Node. The others visit the built app (`npm run build`):
// `view`: what the live view costs learning, and learning the page's thread; `start`: from Start to the first movement and
// to 90 %; `pen`: from the pen to the answer while it learns; `memory`; `resume`: after a reload; `decode`: digits until they
// can be learned from; `sizes`: what is fetched for it. Peers are installed on demand.
import { parseArgs } from 'node:util';
import { compareLearners, type MeasureOptions } from './lab/compare-learners.ts';
import { decode } from './lab/decode.ts';
import { liveView } from './lab/live-view.ts';
import { machineNow } from './lab/machine-now.ts';
import { memory } from './lab/memory.ts';
import { penToAnswer } from './lab/pen-to-answer.ts';
import { resume } from './lab/resume.ts';
import { sizes } from './lab/sizes.ts';
import { startOfRun } from './lab/start-of-run.ts';

const PARTS: Readonly<Record<string, (options: MeasureOptions) => Promise<string>>> = {
  learners: compareLearners,
  view: liveView,
  start: ({ rounds }) => startOfRun(rounds),
  pen: ({ rounds }) => penToAnswer(rounds),
  memory,
  resume: ({ rounds }) => resume(rounds),
  decode: ({ rounds }) => decode(rounds),
  sizes,
};

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string', default: Object.keys(PARTS).join(',') },
  },
});
const options = { rounds: Number(values.rounds), seconds: Number(values.seconds) };
for (const name of values.only.split(',')) {
  const part = PARTS[name];
  if (!part) {
    throw new RangeError(
      `--only: expected some of ${Object.keys(PARTS).join(', ')}, found ${name}`,
    );
  }
  console.log(`\n${await machineNow(1)}\n\n${await part(options)}`);
}
