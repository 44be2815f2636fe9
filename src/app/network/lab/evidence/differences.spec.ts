import { DEFAULT_SETTINGS as USUAL } from '../shared/lab-settings.ts';
import { differences } from './differences.ts';

describe('differences', () => {
  it('are what some runs have otherwise, also where that is nothing or zero', () => {
    expect(differences([USUAL, { ...USUAL, hidden: [] }])).toEqual(['hidden']);
    expect(differences([{ ...USUAL, weightDecay: 0.1 }, USUAL])).toEqual(['weightDecay']);
    expect(differences([USUAL, { ...USUAL, seed: 0 }, { ...USUAL, leftOut: [7] }])).toEqual([
      'leftOut',
      'seed',
    ]);
    expect(differences([USUAL, { ...USUAL, isExam: true }])).toEqual(['isExam']);
  });

  it('are none between equal runs, whatever their pace, and for one run alone', () => {
    expect(differences([USUAL, { ...USUAL, pace: 'full' }])).toEqual([]);
    expect(differences([USUAL])).toEqual([]);
    expect(differences([])).toEqual([]);
  });
});
