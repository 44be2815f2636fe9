import { GpuError, wasmBackend, type BackendFactory } from '#engine';
import type { LabEvent } from '../shared/lab-protocol.ts';
import { TriedRun } from '../testing/lab-runs.ts';

/** A run at full pace that somebody holds at the very moment at which it tells something. */
async function heldAt(isMoment: (event: LabEvent) => boolean): Promise<TriedRun> {
  const tried = new TriedRun({ stop: { kind: 'passes', passes: 50 } });
  let isHeld = false;
  tried.onEvent = (event) => {
    if (isHeld || !isMoment(event)) return;
    isHeld = true;
    tried.run.hold('asked');
  };
  tried.run.go();
  await tried.until(() => isHeld);
  await tried.atRest();
  return tried;
}

/** Where the step was that is told when one step is asked for. */
async function toldStep(tried: TriedRun): Promise<number | undefined> {
  const before = tried.of('progress').length;
  tried.run.step();
  await tried.until(() => tried.of('progress').length > before);
  await tried.atRest();
  return tried.of('step').at(-1)?.story.imagesSeen;
}

describe('a run of the lab, step by step', () => {
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

  // At some of them progress has been reported before, at others not.
  for (const [index, images] of [64, 128, 256].entries()) {
    it(`tells the first step after it was held while the milestone at ${images} was measured, and shows where it is held`, async () => {
      const tried = await heldAt(
        (event) => event.kind === 'milestone' && event.index === index + 1,
      );
      expect((await tried.run.weightsAtRest())?.images).toBe(images);
      expect(await toldStep(tried)).toBe(images + 16);
      tried.run.abandon();
    });
  }

  it('tells the first step after it was held while it was measured in passing', async () => {
    const tried = await heldAt(
      (event) => event.kind === 'point' && event.point.images > 256 && event.point.tested < 1200,
    );
    const held = (await tried.run.weightsAtRest())?.images ?? NaN;
    expect(held).toBeGreaterThan(256);
    // The last batch of a pass over 300 has 12.
    expect(await toldStep(tried)).toBe(held + (held % 300 === 288 ? 12 : 16));
    tried.run.abandon();
  });

  it('tells the first step after an interruption', async () => {
    const interrupted = await heldAt(({ kind }) => kind === 'progress');
    interrupted.run.hold('hidden');
    await interrupted.atRest();
    const point = interrupted.points.at(-1);
    if (!point) throw new Error('expected to be saved');
    interrupted.run.abandon();
    const milestones = interrupted.milestones.slice(0, point.state.milestonesReached);
    const resumed = new TriedRun({ pace: 'step' }, { from: { point, milestones } });
    expect(await toldStep(resumed)).toBeGreaterThan(point.state.imagesSeen);
    resumed.run.abandon();
  });

  it('tells the first step after its GPU was lost', async () => {
    const lost: BackendFactory = async (setup) => {
      const inner = await wasmBackend(setup);
      inner.step = () => {
        throw new GpuError('lost', 'the device was lost');
      };
      return inner;
    };
    const backend = { backend: lost, device: { kind: 'gpu', name: 'a GPU' } as const };
    const tried = new TriedRun({ pace: 'step' }, { backend });
    tried.run.step();
    await tried.until(() => tried.of('gpu-lost').length === 1);
    expect(await toldStep(tried)).toBe(16);
    tried.run.abandon();
  });
});
