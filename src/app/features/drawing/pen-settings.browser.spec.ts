import { DEFAULT_BRUSH } from '#model';
import { TestBed } from '@angular/core/testing';
import { PenSettings } from './pen-settings.ts';
import { persist, PersistedSettings, persistedValue } from '../../platform/persisted.ts';

const KEPT = ['brush.size', 'brush.strength', 'palm', 'grid'];

describe('PenSettings', () => {
  it('start with the brush closest to the network’s pen, palms ignored and no grid', () => {
    const settings = TestBed.inject(PenSettings);
    expect(settings.brush()).toEqual(DEFAULT_BRUSH);
    expect([settings.isPalmIgnored(), settings.isGridShown()]).toEqual([true, false]);
  });

  it('are kept for the next visit, until they are reset', () => {
    const settings = TestBed.inject(PenSettings);
    settings.change({ size: 4 });
    settings.change({ strength: 0.5 });
    settings.togglePalm();
    settings.toggleGrid();
    TestBed.resetTestingModule();
    const next = TestBed.inject(PenSettings);
    expect(next.brush()).toEqual({ size: 4, strength: 0.5 });
    expect([next.isPalmIgnored(), next.isGridShown()]).toEqual([false, true]);
    TestBed.inject(PersistedSettings).resetAll();
    expect(next.brush()).toEqual(DEFAULT_BRUSH);
    expect([next.isPalmIgnored(), next.isGridShown()]).toEqual([true, false]);
    expect(KEPT.map((name) => persistedValue(name))).toEqual([null, null, null, null]);
  });

  it('ignore stored values that are not valid in this version', () => {
    persist('brush.size', '40');
    persist('palm', 'maybe');
    const settings = TestBed.inject(PenSettings);
    expect(settings.brush()).toEqual(DEFAULT_BRUSH);
    expect(settings.isPalmIgnored()).toBeTrue();
  });
});
