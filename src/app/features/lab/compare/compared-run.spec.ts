import { DEFAULT_SETTINGS as USUAL } from '../../../network/lab/shared/lab-settings.ts';
import type { KeptRun } from '../../../network/lab/shared/kept-run.ts';
import { HERE, openFor, runsToCompare, type ComparedRun } from './compared-run.ts';

const history = { settings: USUAL, curve: [], changes: [], isRepeatable: true, images: 600 };
const kept = (name: string, changes: Partial<KeptRun> = {}): KeptRun => ({
  ...{ ...history, name, address: `library:${name}` },
  ...changes,
});
const here: ComparedRun = { ...history, id: HERE, name: '' };
const ids = (runs: readonly ComparedRun[]): string[] => runs.map(({ id }) => id);

describe('runs to compare', () => {
  it('are the kept ones, the oldest first, and the one on the page', () => {
    const other = { ...USUAL, rate: 1 };
    const runs = [kept('new', { settings: other }), kept('old', { images: 64 })];
    expect(ids(runsToCompare(runs, here))).toEqual(['library:old', 'library:new', HERE]);
    expect(ids(runsToCompare(runs, undefined))).toEqual(['library:old', 'library:new']);
  });

  it('have the one on the page once, where it was kept', () => {
    const slow = kept('slow', { settings: { ...USUAL, pace: 'slow' } });
    expect(ids(runsToCompare([slow], here))).toEqual(['library:slow']);
    const changed = kept('changed', { changes: [{ images: 64, setting: 'rate', value: 1 }] });
    expect(ids(runsToCompare([changed], here))).toEqual(['library:changed', HERE]);
  });

  it('keep what an exam has shut, until it is opened', () => {
    const exam: ComparedRun = { ...here, settings: { ...USUAL, isExam: true } };
    expect(openFor([here, here], 10_000)).toBe(10_000);
    expect(openFor([here, exam], 10_000)).toBe(5000);
    const opened = { ...exam, exam: { accuracy: 0.9, tested: 5000 } };
    expect(openFor([opened, here], 10_000)).toBe(10_000);
  });
});
