import { TestBed } from '@angular/core/testing';
import { PanelFolds } from './panel-folds.ts';
import { PersistedSettings, persistedValue } from '../platform/persisted.ts';

describe('PanelFolds', () => {
  afterEach(() => {
    TestBed.inject(PersistedSettings).resetAll();
  });

  it('folds one panel without the others, and keeps that for later visits', () => {
    const folds = TestBed.inject(PanelFolds);
    const paperAndAnswers = (): boolean[] => [folds.isFolded('paper'), folds.isFolded('answers')];
    expect(paperAndAnswers()).toEqual([false, false]);
    folds.toggle('paper');
    expect(paperAndAnswers()).toEqual([true, false]);
    TestBed.resetTestingModule();
    const later = TestBed.inject(PanelFolds);
    expect(later.isFolded('paper')).toBeTrue();
    later.toggle('paper');
    expect(later.isFolded('paper')).toBeFalse();
  });

  it('goes back to the defaults on a reset', () => {
    const folds = TestBed.inject(PanelFolds);
    folds.toggle('timeline');
    folds.toggle('helpKeys');
    expect([folds.isFolded('timeline'), folds.isFolded('helpKeys')]).toEqual([true, false]);
    expect(persistedValue('fold.training')).toBe('on');
    TestBed.inject(PersistedSettings).resetAll();
    expect([folds.isFolded('timeline'), folds.isFolded('helpKeys')]).toEqual([false, true]);
    expect(persistedValue('fold.training')).toBeNull();
  });
});
