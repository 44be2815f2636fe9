import { loadavg } from 'node:os';
import { BATCH, learnerSetup } from './compare-learners.ts';
import { measure } from './learner.ts';
import { ourLearner } from './our-learner.ts';

/** Images a second of the machine that absolute times are meant for. */
const USUAL_IMAGES_PER_SECOND = 140_000;

/** How fast and how busy the machine is, for absolute times to be seen by. */
export async function machineNow(seconds: number): Promise<string> {
  const learner = await ourLearner(learnerSetup());
  const { imagesPerSecond } = await measure(learner, BATCH, seconds);
  const ratio = imagesPerSecond / USUAL_IMAGES_PER_SECOND;
  const speed = Math.round(imagesPerSecond).toLocaleString('en');
  return `Load ${(loadavg()[0] ?? NaN).toFixed(1)}; the engine in Node takes ${speed} images/s, ${ratio.toFixed(2)} of the machine that targets are for.`;
}
