import { Classifier, trainingRun, wasmBackend, type RunProgress } from '#engine';
import { DEFAULT_SETTINGS, type LabSettings } from '../shared/lab-settings.ts';
import { weightChange, type StepStory } from '../shared/step-story.ts';
import { smallRunDigits } from '../testing/small-digits.ts';
import { describeStep } from './describe-step.ts';
import { runPlan } from './run-plan.ts';
import type { NetworkWeights } from '#model';

const digits = smallRunDigits();

/** The second step of a run, told. */
async function secondStep(
  changes: Partial<LabSettings> = {},
): Promise<{ story: StepStory; before: NetworkWeights }> {
  const settings = { ...DEFAULT_SETTINGS, hidden: [12], ...changes };
  const plan = runPlan(settings, digits.training);
  const run = trainingRun({ ...plan, backend: wasmBackend });
  run.pause();
  const seen: RunProgress[] = [];
  let [before, after]: NetworkWeights[] = [];
  run.step();
  for await (const event of run) {
    if (event.kind !== 'progress') continue;
    seen.push(event);
    if (seen.length === 2) {
      after = await event.weights();
      break;
    }
    before = await event.weights();
    run.step();
  }
  const [, last] = seen;
  if (!last || !before || !after) throw new Error('expected two steps');
  const { spec } = plan.setup;
  const classifier = await Classifier.create(spec);
  const { imagesSeen, batch } = last;
  const story = describeStep(spec, classifier, digits, settings, {
    imagesSeen,
    batch,
    before,
    after,
  });
  return { story, before };
}

describe('a step, told', () => {
  it('adds up: each weight before, what each digit gives, what decays, and after', async () => {
    const { story, before } = await secondStep({ weightDecay: 0.1 });
    expect(story.batch.size).toBe(64);
    for (const [layer, neuron, input] of [
      [0, 3, 400],
      [0, 11, 0],
      [1, 9, 5],
    ] as const) {
      const change = weightChange(story, before, [layer, neuron, input]);
      if (!change) throw new Error('expected a change');
      const { own, others, shrunk, after } = change;
      expect(change.before + own + others + shrunk).toBeCloseTo(after, 9);
      expect(own).toBeCloseTo((0.1 * change.push * change.input) / 64, 9);
      expect(shrunk).toBeCloseTo(-0.1 * 0.1 * change.before, 9);
    }
  });

  it('of one digit leaves nothing for others: all of the change is its own', async () => {
    const { story, before } = await secondStep({ batchSize: 1 });
    const sizes = [12, 10];
    for (const [layer, neurons] of sizes.entries()) {
      for (let neuron = 0; neuron < neurons; neuron++) {
        const change = weightChange(story, before, [layer, neuron, 3]);
        expect(Math.abs(change?.others ?? NaN)).toBeLessThan(1e-6);
      }
    }
  });

  it('pushes the digit that it is up, and all others down, by what the answer lacks', async () => {
    const { story } = await secondStep();
    const label = story.batch.labels[story.told];
    const pushes = [...(story.pushes[1] ?? [])];
    expect(pushes.findIndex((push) => push > 0)).toBe(label ?? NaN);
    expect(pushes.reduce((sum, push) => sum + push, 0)).toBeCloseTo(0, 6);
    expect(story.probabilities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6);
    expect(story.inputs.map(({ length }) => length)).toEqual([784, 12]);
    expect(story.pushes.map(({ length }) => length)).toEqual([12, 10]);
    // A neuron that gives nothing on is not pushed.
    story.inputs[1]?.forEach((value, neuron) => {
      if (value === 0) expect(Math.abs(story.pushes[0]?.[neuron] ?? NaN)).toBe(0);
    });
  });

  it('is told of a digit that is read wrong, where there is one', async () => {
    const { story } = await secondStep({ seed: 3 });
    const { answers, labels } = story.batch;
    const wrong = answers.findIndex((answer, index) => answer !== labels[index]);
    expect(wrong).toBeGreaterThanOrEqual(0);
    expect(story.told).toBe(wrong);
  });

  it('gives no digit a share where earlier steps are remembered', async () => {
    const { story, before } = await secondStep({ optimizer: 'adam', rate: 0.001 });
    expect(story.isPlain).toBeFalse();
    expect(weightChange(story, before, [0, 0, 0])).toBeUndefined();
  });

  it('shows 64 digits of a larger batch', async () => {
    const { story } = await secondStep({ batchSize: 256 });
    expect([story.batch.size, story.batch.labels.length]).toEqual([44, 44]);
  });
});
