import { GpuError, wasmBackend, type BackendFactory } from '#engine';
import { encodeWeights } from '../../library/worker/checkpoint-bytes.ts';
import { TriedRun } from '../testing/lab-runs.ts';
import { unpackAnswers } from '../shared/test-answers.ts';
import { smallRunDigits } from '../testing/small-digits.ts';

/** A run that nobody disturbs. */
async function whole(changes: ConstructorParameters<typeof TriedRun>[0] = {}): Promise<TriedRun> {
  const tried = new TriedRun(changes);
  tried.run.go();
  await tried.ended;
  return tried;
}

describe('a run of the lab', () => {
  it('learns, has a milestone at each doubling and at its end, and says what it answered there', async () => {
    const tried = await whole();
    const { run, milestones, events } = tried;
    expect(milestones.map(({ images }) => images)).toEqual([0, 64, 128, 256, 512, 600]);
    expect(milestones.map(({ milestone }) => milestone.id).at(-1)).toBe('dataset_2x');
    expect(run.phase).toEqual({ kind: 'ended', why: 'passes' });
    expect(events.at(-1)).toEqual({ kind: 'phase', phase: run.phase });
    expect(tried.of('milestone').map(({ point }) => point)).toEqual(
      milestones.map(({ point }) => point),
    );
    const last = milestones.at(-1);
    if (!last) throw new Error('expected milestones');
    const { answers, certainties } = unpackAnswers(last.answers);
    expect(last.point.tested).toBe(1200);
    expect(last.point.accuracy).toBeGreaterThan(0.8);
    expect(answers.filter((answer, index) => answer === index % 10).length / 1200).toBe(
      last.point.accuracy,
    );
    expect(Math.min(...certainties)).toBeGreaterThanOrEqual(25);
    // It learned from 300, so that it reads these better.
    expect(last.point.ownAccuracy).toBeGreaterThanOrEqual(last.point.accuracy - 0.05);
  });

  it('has a curve of points that stand apart, in their order', async () => {
    const { run } = await whole();
    const images = run.record.curve.map((point) => point.images);
    expect(images).toEqual([...new Set(images)].sort((a, b) => a - b));
    expect(images[0]).toBe(0);
    expect(images.at(-1)).toBe(600);
    expect(run.record.isRepeatable).toBeTrue();
  });

  it('gives the same bytes at every pace, whatever is shown of it', async () => {
    const { hashes } = await whole();
    expect((await whole()).hashes).toEqual(hashes);
    expect((await whole({ seed: 2 })).hashes).not.toEqual(hashes);
    const stepped = new TriedRun({ pace: 'step' });
    for (let step = 0; step < 8; step++) {
      const before = stepped.of('progress').length;
      stepped.run.step();
      await stepped.until(() => stepped.of('progress').length > before);
    }
    stepped.run.setPace('full');
    stepped.run.go();
    await stepped.ended;
    expect(stepped.hashes).toEqual(hashes);
  });

  it('waits until it is told to go, and while it is held', async () => {
    const tried = new TriedRun();
    await tried.until(() => tried.of('milestone').length > 0);
    await tried.atRest();
    expect(tried.of('progress').length).toBe(0);
    tried.run.go();
    await tried.until(() => tried.of('progress').length > 0);
    tried.run.hold('asked');
    expect(tried.run.phase).toEqual({ kind: 'held', why: 'asked' });
    await tried.atRest();
    expect(tried.run.phase).toEqual({ kind: 'held', why: 'asked' });
    expect(tried.of('progress').at(-1)?.images).toBeLessThan(600);
    tried.run.go();
    await tried.ended;
  });

  it('shows one frame at a time, in memory that comes back', async () => {
    const tried = new TriedRun({ stop: { kind: 'passes', passes: 10 } });
    const [first] = tried.of('frame');
    if (!first) throw new Error('expected the first weights');
    expect(first.images).toBe(0);
    tried.run.go();
    await tried.until(() => tried.of('progress').length > 3);
    expect(tried.of('frame').length).toBe(1);
    tried.run.frameShown(first.weights);
    await tried.until(() => tried.of('frame').length > 1);
    const [, second] = tried.of('frame');
    // It is the same memory, which has left.
    expect(first.weights[0]?.weights.length).toBe(0);
    expect(second?.weights[0]?.weights.length).toBe(784 * 12);
    expect(second?.images).toBeGreaterThan(0);
    tried.run.abandon();
    await expectAsync(tried.ended).toBeRejectedWith(
      jasmine.objectContaining({ name: 'AbortError' }),
    );
  });

  it('shows where it stays, as soon as the page can take it', async () => {
    const tried = new TriedRun();
    const [first] = tried.of('frame');
    tried.run.go();
    await tried.ended;
    // The page was busy with the first weights all the time.
    expect(tried.of('frame').length).toBe(1);
    tried.run.frameShown(first?.weights ?? []);
    const [, last] = tried.of('frame');
    expect([last?.images, last?.isStill]).toEqual([600, true]);
    const kept = tried.milestones.at(-1)?.weights ?? new ArrayBuffer();
    expect(new Uint8Array(encodeWeights(last?.weights ?? [], 'float16').buffer)).toEqual(
      new Uint8Array(kept),
    );
    tried.run.frameShown([]);
    expect(tried.of('frame').length).toBe(2);
  });

  it('shows where it is held, and nothing of it once it has gone on', async () => {
    const tried = new TriedRun({ stop: { kind: 'passes', passes: 50 } });
    tried.run.go();
    await tried.until(() => tried.of('progress').length > 2);
    tried.run.hold('asked');
    await tried.atRest();
    const weights = await tried.run.weightsAtRest();
    tried.run.frameShown(tried.of('frame')[0]?.weights ?? []);
    const [, held] = tried.of('frame');
    expect(held?.images).toBe(weights?.images ?? NaN);
    expect(held?.weights).toEqual(weights?.weights ?? []);
    tried.run.abandon();
  });

  it('tells each step where it goes step by step', async () => {
    const tried = new TriedRun({ pace: 'step' });
    tried.run.go();
    expect(tried.run.phase.kind).toBe('held');
    for (const count of [1, 2, 3]) {
      tried.run.step();
      await tried.until(() => tried.of('progress').length === count);
    }
    expect(tried.of('step').map(({ story }) => story.imagesSeen)).toEqual([16, 32, 48]);
    expect(tried.of('step')[0]?.story.batch.labels.length).toBe(16);
    tried.run.abandon();
  });

  it('takes other settings while it learns, says where, and cannot be repeated then', async () => {
    const tried = new TriedRun({ pace: 'step' });
    tried.run.step();
    await tried.until(() => tried.of('progress').length === 1);
    tried.run.change({ rate: 0.3, batchSize: 64, weightDecay: 0 });
    expect(tried.of('changed').map(({ change }) => change)).toEqual([
      { images: 16, setting: 'rate', value: 0.3 },
      { images: 16, setting: 'batchSize', value: 64 },
    ]);
    tried.run.step();
    await tried.until(() => tried.of('progress').length === 2);
    // Up to the milestone at 64.
    expect(tried.of('progress').map(({ images, rate }) => [images, rate])).toEqual([
      [16, 0.1],
      [64, 0.3],
    ]);
    expect(tried.run.record.isRepeatable).toBeFalse();
    tried.run.abandon();
  });

  it('ends when it is told to, with a milestone there', async () => {
    const tried = new TriedRun({ stop: { kind: 'never' } });
    tried.run.go();
    await tried.until(() => tried.of('progress').length > 2);
    tried.run.stop();
    await tried.ended;
    expect(tried.run.phase).toEqual({ kind: 'ended', why: 'stopped' });
    const { images, milestone } = tried.milestones.at(-1) ?? {};
    expect(images).toBe(tried.of('progress').at(-1)?.images ?? NaN);
    expect(milestone?.targetImages).toBe(images ?? NaN);
    tried.run.go();
    expect(tried.run.phase.kind).toBe('ended');
  });

  it('ends at its goal, by all test digits', async () => {
    const tried = await whole({ stop: { kind: 'accuracy', percent: 90 } });
    expect(tried.run.phase).toEqual({ kind: 'ended', why: 'accuracy' });
    const shares = tried.milestones.map(({ point }) => point);
    expect(shares.at(-1)?.accuracy).toBeGreaterThanOrEqual(0.9);
    expect(shares.at(-1)?.tested).toBe(1200);
    expect(shares.slice(0, -1).every(({ accuracy }) => accuracy < 0.9)).toBeTrue();
  });

  it('has every figure from the open half of the test digits where there is an exam', async () => {
    const [plain, exam] = [await whole(), await whole({ isExam: true })];
    expect(exam.hashes).toEqual(plain.hashes);
    expect(Math.max(...exam.run.record.curve.map(({ tested }) => tested))).toBe(600);
    const { labels } = smallRunDigits().test;
    const last = exam.milestones.at(-1);
    const { answers } = unpackAnswers(last?.answers ?? new ArrayBuffer());
    const right = labels.subarray(0, 600).filter((label, digit) => label === answers[digit]);
    expect(last?.point.accuracy).toBe(right.length / 600);
    // What was answered to the others waits for the exam, and is what it is without one.
    expect(last?.answers).toEqual(plain.milestones.at(-1)?.answers);
  });
});

describe('a run of the lab in trouble', () => {
  it('goes on after an interruption, and gives the bytes of one without', async () => {
    const { hashes } = await whole();
    const tried = new TriedRun();
    tried.run.go();
    await tried.until(() => tried.of('progress').length > 1);
    tried.run.hold('hidden');
    expect(tried.run.phase).toEqual({ kind: 'held', why: 'hidden' });
    await tried.atRest();
    const point = tried.points.at(-1);
    if (!point) throw new Error('expected to be saved');
    const milestones = tried.milestones.slice(0, point.state.milestonesReached);
    tried.run.abandon();
    expect(point.state.imagesSeen).toBeLessThan(600);
    expect(point.state.imagesSeen).toBeGreaterThan(0);

    const resumed = new TriedRun({}, { from: { point, milestones } });
    expect(resumed.of('frame').length).toBe(1);
    resumed.run.go();
    await resumed.ended;
    expect(resumed.hashes).toEqual(hashes);
    const images = resumed.run.record.curve.map((one) => one.images);
    expect(images).toEqual([...new Set(images)].sort((a, b) => a - b));
  });

  it('is saved where it is, when it is held on its way from one rest to the next', async () => {
    const tried = new TriedRun({ pace: 'slow' });
    tried.run.go();
    await tried.until(() => tried.of('progress').length > 1);
    // It tells of its second step, and rests only when that is done.
    tried.run.hold('hidden');
    await tried.atRest();
    const states = tried.points.map(({ state }) => state);
    expect(states.map(({ imagesSeen }) => imagesSeen)).toEqual([32]);
    expect(states.map(({ batchesSeen }) => batchesSeen)).toEqual([2]);
    tried.run.abandon();
  });

  it('is saved when it is held already', async () => {
    const tried = new TriedRun({ pace: 'step' });
    tried.run.step();
    await tried.until(() => tried.of('progress').length === 1);
    await tried.atRest();
    // At this pace it stays where it is.
    tried.run.go();
    tried.run.hold('hidden');
    await tried.atRest();
    expect(tried.points.map(({ state }) => state.imagesSeen)).toEqual([16]);
    tried.run.abandon();
  });

  it('is saved every ten seconds while it learns', async () => {
    const tried = await whole({ stop: { kind: 'passes', passes: 50 } });
    // Each look at the clock takes two milliseconds.
    expect(tried.points.length).toBeGreaterThan(0);
  });

  it('says that its rate is too large, and shows digits that prove it', async () => {
    const tried = new TriedRun({ rate: 3, hidden: [32, 32], stop: { kind: 'passes', passes: 50 } });
    tried.run.go();
    await tried.until(() => tried.of('dead').length > 0);
    const [dead] = tried.of('dead');
    expect(dead?.gentlerRate).toBe(0.3);
    await tried.atRest();
    expect(tried.run.phase).toEqual({ kind: 'held', why: 'dead' });
    if (dead?.diagnosis.kind === 'same-answer') {
      expect(dead.proofs.length).toBe(6);
      expect(new Set(dead.proofs.map(({ label }) => label)).size).toBe(6);
    }
    tried.run.go();
    tried.run.stop();
    await tried.ended;
    expect(tried.of('dead').length).toBe(1);
  });

  it('goes on without a GPU that is lost, from where it was saved, and says so', async () => {
    const { hashes } = await whole();
    /** As the CPU, until it is lost. */
    const lost: BackendFactory = async (setup) => {
      const inner = await wasmBackend(setup);
      let steps = setup.from?.steps ?? 0;
      const step = inner.step.bind(inner);
      inner.step = (indices, rate, decay) => {
        if (++steps > 25) throw new GpuError('lost', 'the device was lost');
        step(indices, rate, decay);
      };
      return inner;
    };
    const backend = { backend: lost, device: { kind: 'gpu', name: 'a GPU' } as const };
    const tried = new TriedRun({}, { backend });
    tried.run.go();
    await tried.until(() => tried.of('progress').length > 0);
    tried.run.hold('hidden');
    await tried.atRest();
    const saved = tried.points.at(-1)?.state.imagesSeen ?? 0;
    tried.run.go();
    await tried.ended;
    const [told] = tried.of('gpu-lost');
    expect(told).toEqual({
      kind: 'gpu-lost',
      images: saved,
      device: { kind: 'cpu', threads: 1 },
    });
    expect(tried.hashes).toEqual(hashes);
    expect(tried.run.record.isRepeatable).toBeFalse();
    const images = tried.run.record.curve.map((one) => one.images);
    expect(images).toEqual([...new Set(images)].sort((a, b) => a - b));
  });

  it('begins anew without a GPU that is lost before it was saved', async () => {
    const { hashes } = await whole();
    const never: BackendFactory = () => Promise.reject(new GpuError('none', 'there is none'));
    const backend = { backend: never, device: { kind: 'gpu', name: 'a GPU' } as const };
    const tried = new TriedRun({}, { backend });
    tried.run.go();
    await tried.ended;
    expect(tried.of('gpu-lost').map(({ images }) => images)).toEqual([0]);
    expect(tried.hashes).toEqual(hashes);
  });
});
