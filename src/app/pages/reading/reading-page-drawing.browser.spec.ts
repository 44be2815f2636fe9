import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Activations } from '../../network/inference/shared/inference-protocol.ts';
import { button, drawLine, ReadingParts, render } from './testing/reading-parts.ts';

describe('ReadingPage, from the drawing to the answer', () => {
  let activations: ReadingParts['activations'];
  let read: ReadingParts['read'];
  let clock: ReadingParts['clock'];

  beforeEach(async () => {
    ({ activations, read, clock } = await ReadingParts.provide());
  });

  it('reads every change of the drawing: drawing, undoing, clearing', () => {
    const { element, update } = render();
    const isInked = (): boolean => (read.at(-1)?.drawing.strokes.length ?? 0) > 0;
    expect([read.length, isInked()]).toEqual([1, false]);
    expect(button(element, 'Clear').disabled).toBeTrue();
    drawLine(element);
    update();
    expect(isInked()).toBeTrue();
    button(element, 'Clear').click();
    update();
    expect(isInked()).toBeFalse();
    button(element, 'Undo').click();
    update();
    expect(isInked()).toBeTrue();
    button(element, 'Undo').click();
    update();
    expect([isInked(), button(element, 'Undo').disabled]).toEqual([false, true]);
  });

  const sevenOr = (isDigit: boolean): Activations => ({
    image: new Float32Array(784),
    input: new Float32Array(784),
    layers: [],
    logits: new Float32Array(10),
    probabilities: Float32Array.of(0, 0, 0, 0, 0, 0, 0, 0.9, 0.1, 0),
    certainty: 5,
    isDigit,
    rankings: [],
    relevances: [],
  });
  const verdictOf = (element: HTMLElement): string =>
    element.querySelector('app-verdict')?.textContent ?? '';

  it('shows the answer in bars and words', async () => {
    const { element, update } = render();
    activations.set(sevenOr(true));
    await TestBed.inject(ApplicationRef).whenStable();
    update();
    const bar = element.querySelector('[role="meter"][aria-label="Digit 7"]');
    expect(bar?.getAttribute('aria-valuenow')).toBe('90');
    expect(verdictOf(element)).toContain('90% sure');
  });

  it('is in doubt only when the doubt lasts', async () => {
    const { element, update } = render();
    activations.set(sevenOr(true));
    await TestBed.inject(ApplicationRef).whenStable();
    activations.set(sevenOr(false));
    update();
    expect(verdictOf(element)).toContain('90% sure');
    clock.pass(500);
    update();
    expect(verdictOf(element)).toContain('Not a digit?');
    expect(element.querySelectorAll('.predicted').length).toBe(0);
  });

  it('gives the network the drawing as it is, on request', () => {
    const { element, update } = render();
    drawLine(element);
    update();
    expect(read.at(-1)?.isPrepared).toBeTrue();
    const toggle = element.querySelector<HTMLElement>('[role="switch"]');
    expect(toggle?.getAttribute('aria-checked')).toBe('true');
    toggle?.click();
    update();
    expect(toggle?.getAttribute('aria-checked')).toBe('false');
    expect(read.at(-1)?.isPrepared).toBeFalse();
  });
});
