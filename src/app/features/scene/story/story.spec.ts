import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { Story } from './story.ts';

describe('Story', () => {
  let clock: ManualClock;
  let story: Story;
  beforeEach(() => {
    clock = new ManualClock();
    story = new Story(clock);
  });

  it('goes from phase to phase by the clock, and ends by itself', () => {
    clock.pass(5000);
    story.begin(3, 1);
    const phases = [0, 249, 1, 1499, 1, 349, 1].map((ms) => {
      clock.pass(ms);
      return story.phase();
    });
    expect(phases).toEqual(['pause', 'pause', 'way', 'way', 'answer', 'answer', undefined]);
    expect(clock.delays).toEqual([]);
  });

  it('leaves the picture alone until its pause is over', () => {
    story.begin(3, 1);
    expect(story.run()).toBeUndefined();
    clock.pass(250);
    expect(story.run()).toEqual({ startMs: 0, pace: 1 });
    clock.pass(2000);
    expect(story.run()).toBeUndefined();
  });

  it('takes its time when it is told slowly', () => {
    story.begin(3, 2.5);
    clock.pass(2.5 * 1749);
    expect(story.phase()).toBe('way');
    clock.pass(2.5);
    expect(story.phase()).toBe('answer');
  });

  it('begins with the way when it is told again: nobody waits for a second stroke', () => {
    clock.pass(1000);
    story.begin(3, 2.5, 250);
    expect(story.phase()).toBe('way');
    expect(story.run()).toEqual({ startMs: 1000 - 625, pace: 2.5 });
  });

  it('ends at any moment, and does not come back', () => {
    for (const ms of [0, 100, 300, 900, 1760, 2090]) {
      story.begin(3, 1);
      clock.pass(ms);
      story.end();
      expect([story.phase(), story.run()]).toEqual([undefined, undefined]);
      expect(clock.delays).toEqual([]);
    }
  });

  it('begins anew when a second stroke follows', () => {
    story.begin(3, 1);
    clock.pass(1000);
    story.begin(3, 1);
    expect(story.phase()).toBe('pause');
    clock.pass(1000);
    expect(story.phase()).toBe('way');
  });
});
