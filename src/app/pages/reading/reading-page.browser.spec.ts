import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { OfflineReadiness } from '../../features/offline/offline-readiness.ts';
import { PanelFolds } from '../../layout/panel-folds.ts';
import { PersistedSettings } from '../../platform/persisted.ts';
import {
  button,
  checkpointAt,
  drawLine,
  ReadingParts,
  render,
  SET,
} from './testing/reading-parts.ts';

describe('ReadingPage', () => {
  let parts: ReadingParts;
  let set: ReadingParts['set'];
  let position: ReadingParts['position'];
  let fetched: ReadingParts['fetched'];
  let shown: ReadingParts['shown'];
  let problem: ReadingParts['problem'];
  let storage: ReadingParts['storage'];
  let ready: ReadingParts['ready'];
  let asked: ReadingParts['asked'];
  let loaded: ReadingParts['loaded'];
  let begun: ReadingParts['begun'];
  let clock: ReadingParts['clock'];

  beforeEach(async () => {
    parts = await ReadingParts.provide();
    ({ set, position, fetched, shown, problem, storage, ready, asked, loaded, begun, clock } =
      parts);
  });

  it('starts deferred work once, a while after it is ready', () => {
    spyOn(TestBed.inject(OfflineReadiness), 'start').and.callFake(() => begun.push('offline'));
    const { update } = render();
    ready.set(true);
    update();
    expect(begun).toEqual([]);
    clock.elapse();
    expect(begun).toEqual(['samples', 'offline']);
    ready.set(false);
    update();
    ready.set(true);
    update();
    clock.elapse();
    expect(begun).toEqual(['samples', 'offline']);
  });

  it('passes the loaded checkpoint to the worker and says when it is ready', () => {
    const { update } = render();
    expect(document.documentElement.dataset['ready']).toBe('false');
    fetched.set(checkpointAt(2));
    update();
    expect(loaded).toEqual([checkpointAt(2)]);
    ready.set(true);
    update();
    expect(document.documentElement.dataset['ready']).toBe('true');
  });

  it('requests the checkpoint that the timeline is moved to', () => {
    const { element, update } = render();
    set.set(SET);
    position.set(2);
    shown.set(checkpointAt(2));
    update();
    const timeline = element.querySelector<HTMLInputElement>('[aria-label="Training timeline"]');
    if (!timeline) throw new Error('expected a timeline, found none');
    expect([timeline.min, timeline.max, timeline.step, timeline.value]).toEqual([
      '0',
      '2',
      '1',
      '2',
    ]);
    expect(timeline.getAttribute('aria-valuetext')).toBe('Checkpoint 3 of 3, 2 images used');
    timeline.value = '1';
    timeline.dispatchEvent(new Event('input'));
    expect(asked).toEqual([1]);
  });

  it('folds panels and leaves a handle, which unfolds them and moves the focus there', async () => {
    const { element, update } = render();
    const folds = TestBed.inject(PanelFolds);
    for (const panel of ['paper', 'answers', 'timeline'] as const) {
      const place = element.querySelector<HTMLElement>(`#panel-${panel}`);
      expect(place?.checkVisibility()).withContext(panel).toBeTrue();
      folds.toggle(panel);
      update();
      expect(place?.checkVisibility()).withContext(panel).toBeFalse();
      const handle = element.querySelector<HTMLElement>(
        `[aria-controls="panel-${panel}"]:not(.film-opener)`,
      );
      expect(handle?.ariaExpanded).toBe('false');
      handle?.click();
      await TestBed.inject(ApplicationRef).whenStable();
      update();
      expect(place?.checkVisibility()).withContext(panel).toBeTrue();
      expect(place?.contains(document.activeElement)).withContext(panel).toBeTrue();
    }
    TestBed.inject(PersistedSettings).resetAll();
  });

  it('says quietly that weights are not stored, until dismissed', () => {
    const { element, update } = render();
    const notices = element.querySelector('app-notices');
    expect(notices?.textContent.trim()).toBe('');
    storage.set({ kind: 'memory', reason: 'full' });
    update();
    expect(notices?.textContent).toContain("This device's storage is full.");
    notices?.querySelector('button')?.click();
    update();
    expect(notices?.textContent.trim()).toBe('');
  });

  it('says that the weights did not arrive, keeps the drawing and retries', () => {
    const { element, update } = render();
    drawLine(element);
    const message = 'w.json: HTTP status: expected 200, found 404';
    problem.set({ kind: 'export', message, isCorrupt: false });
    update();
    const alert = element.querySelector('[role="alert"]');
    expect(alert?.textContent).toContain('expected 200, found 404');
    expect(alert?.textContent).toContain('Check your connection');
    button(element, 'Try again').click();
    expect(parts.retries).toBe(2);
    const file = new URL('exports/w.json', document.baseURI).href;
    const refused = { file, arrival: { kind: 'status', status: 404 } } as const;
    problem.set({ kind: 'export', message, isCorrupt: false, refused });
    update();
    const told = element.querySelector('[role="alert"]')?.textContent;
    expect(told).toContain("The server answers, but does not send the network's weights");
    expect(told).toContain('exports/w.json is not found (status 404).');
    problem.set(undefined);
    update();
    expect(element.querySelector('[role="alert"]')).toBeNull();
    expect(button(element, 'Clear').disabled).toBeFalse();
  });
});
