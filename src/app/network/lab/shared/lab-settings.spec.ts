import { gentlerRate, LAB_CONTROLS } from './lab-controls.ts';
import { changedSettings, DEFAULT_SETTINGS } from './lab-settings.ts';

describe('the settings of a run', () => {
  it('can be chosen as they are at first', () => {
    const { rate, batchSize, digits, stop, weightDecay } = LAB_CONTROLS;
    const usual = DEFAULT_SETTINGS;
    expect(rate.choices).toContain(usual.rate);
    expect(batchSize.choices).toContain(usual.batchSize);
    expect(digits.choices).toContain(usual.digits);
    expect(stop.choices).toContain(usual.stop);
    expect(weightDecay.choices).toContain(usual.weightDecay);
  });

  it('differ by name, zeros too, but not in pace', () => {
    expect(changedSettings(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, pace: 'full' })).toEqual([]);
    const other = { ...DEFAULT_SETTINGS, hidden: [], weightDecay: 0.1, seed: 0 };
    expect(changedSettings(DEFAULT_SETTINGS, other)).toEqual(['hidden', 'weightDecay', 'seed']);
  });

  it('have a gentler rate two steps down, if there is one', () => {
    expect([3, 1, 0.1, 0.0003, 0.0001].map(gentlerRate)).toEqual([0.3, 0.1, 0.01, 0.0001, 0.0001]);
  });
});
