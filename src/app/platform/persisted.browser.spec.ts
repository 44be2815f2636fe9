import { TestBed } from '@angular/core/testing';
import {
  persist,
  persistedChoice,
  persistedNumber,
  PersistedSettings,
  persistedSwitch,
  persistedValue,
} from './persisted.ts';

const NAMES = ['spec.choice', 'spec.switch', 'spec.number', 'spec.unused', 'offline.download'];

describe('persisted settings', () => {
  const visit = () => {
    TestBed.resetTestingModule();
    return TestBed.runInInjectionContext(() => ({
      choice: choiceOf('spec.choice'),
      switched: persistedSwitch('spec.switch', true),
      number: persistedNumber('spec.number', { least: 1, most: 5, fallback: 2 }),
      download: choiceOf('offline.download'),
    }));
  };
  const choiceOf = (name: string) =>
    persistedChoice<'a' | 'b'>(name, {
      isValid: (text) => text === 'a' || text === 'b',
      fallback: 'a',
    });
  const valuesOf = ({ choice, switched, number, download }: ReturnType<typeof visit>) => [
    ...[choice.value(), switched.isOn(), number.value(), download.value()],
  ];
  const kept = (): (string | null)[] => NAMES.map((name) => persistedValue(name));

  function choose(): ReturnType<typeof visit> {
    const all = visit();
    all.choice.choose('b');
    all.switched.toggle();
    all.number.choose(3.5);
    all.download.choose('b');
    return all;
  }

  it('are kept for the next visit, and have their defaults without a choice', () => {
    expect(valuesOf(visit())).toEqual(['a', true, 2, 'a']);
    expect(kept()).toEqual([null, null, null, null, null]);
    expect(valuesOf(choose())).toEqual(['b', false, 3.5, 'b']);
    expect(kept()).toEqual(['b', 'off', '3.5', null, 'b']);
    expect(valuesOf(visit())).toEqual(['b', false, 3.5, 'b']);
  });

  it('have their defaults when something else is stored', () => {
    for (const garbage of ['', ' ', 'c', '0.9', '5.1', 'NaN']) {
      for (const name of NAMES) persist(name, garbage);
      expect(valuesOf(visit())).withContext(garbage).toEqual(['a', true, 2, 'a']);
    }
  });

  it('are reset together, except for what is not a setting', () => {
    const all = choose();
    TestBed.inject(PersistedSettings).resetAll();
    expect(valuesOf(all)).toEqual(['a', true, 2, 'b']);
    expect(kept()).toEqual([null, null, null, null, 'b']);
  });

  it('are also reset when stored on another visit and not in use', () => {
    choose();
    persist('spec.unused', 'on');
    TestBed.resetTestingModule();
    TestBed.inject(PersistedSettings).resetAll();
    expect(kept()).toEqual([null, null, null, null, 'b']);
  });

  it('are reset for this visit when nothing can be stored', () => {
    spyOn(Storage.prototype, 'setItem').and.throwError(new DOMException('', 'QuotaExceededError'));
    spyOn(Storage.prototype, 'key').and.throwError(new DOMException('', 'SecurityError'));
    const all = choose();
    expect(valuesOf(all)).toEqual(['b', false, 3.5, 'b']);
    TestBed.inject(PersistedSettings).resetAll();
    expect(valuesOf(all)).toEqual(['a', true, 2, 'b']);
  });
});
