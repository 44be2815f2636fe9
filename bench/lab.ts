// `npm run bench -- lab [--rounds N] [--seconds N] [--view-only]`: how fast the lab learns. First in two workers of one
// page, in turn, on the same digits, first weights and batches: the lab's engine and TensorFlow.js with each of its
// backends, whose losses must agree; and the engine in Node. Then the built app's lab: what the live view costs learning,
// and what learning costs the page's thread (needs `npm run build`). Peers are installed on demand.
import { parseArgs } from 'node:util';
import { compareLearners } from './lab/compare-learners.ts';
import { liveView } from './lab/live-view.ts';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    'view-only': { type: 'boolean', default: false },
    'learners-only': { type: 'boolean', default: false },
  },
});
const options = { rounds: Number(values.rounds), seconds: Number(values.seconds) };
if (!values['view-only']) console.log(await compareLearners(options));
if (!values['learners-only']) console.log(await liveView(options));
