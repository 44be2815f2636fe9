import { TestBed } from '@angular/core/testing';
import { forward } from '#model';
import { LanguageSetting } from '../../i18n/language-setting.ts';
import { inspect, textOf, textsOf } from './testing/inspect.ts';
import {
  CORNER,
  drawing,
  HIDDEN,
  INNER,
  network,
  SEVEN,
  weights,
} from './testing/small-network.ts';

describe('Inspector', () => {
  it("adds up a first layer's neuron", async () => {
    const { addition, text } = await inspect(HIDDEN);
    expect(text('h2')).toBe('Neuron 1 of layer 1');
    // Ink 1 · 1 / 0.25 - 0.5 · 0.5 / 0.25 = 3; paper -2 · (1 - 0.5) = -1; bias 0.25.
    expect(text('.value')).toBe('2.25 Activation');
    expect(text('.formula')).toBe('ReLU(3.00 − 0.75) = 2.25');
    expect(addition()).toEqual([
      '28 × 28 pixels +3.00',
      'Empty paper −1.00',
      'Bias +0.25',
      'Pre-activation 2.25',
    ]);
  });

  it('shows what ReLU cuts off', async () => {
    const { addition, text } = await inspect({ layer: 1, neuron: 1 });
    // Ink -1 / 0.25 = -4, paper -2 · -1 = 2.
    expect(text('.formula')).toBe('ReLU(−4.00 + 2.00) = 0.00');
    expect(addition().at(-1)).toBe('Pre-activation −2.00');
  });

  it('names an output by its digit and traces it to the pixels', async () => {
    const { addition, element, text, choose } = await inspect(SEVEN);
    expect(text('h2')).toBe('Digit 7');
    // 2 · 2.25 + 5 · 0 - 1.
    expect(text('.formula')).toBe('4.50 − 1.00 = 3.50');
    expect(addition()[0]).toBe('Layer 1 · 2 neurons +4.50');
    // Effective weights 2 · 4 and 2 · -2: ink adds 8 - 2; without it 2 · (0.25 - 1) - 1.
    expect(text('.sum')).toBe('Ink +6.00, without ink −2.50: together 3.50');
    await choose('Your drawing');
    expect(text('figcaption p')).toBe('What in this drawing raises the 7');
    expect(element.querySelector('canvas')?.ariaLabel).toBe('What in this drawing raises the 7');
  });

  it("shows a pixel's input value, and its outgoing connections", async () => {
    const { text, rows, element } = await inspect({ layer: 0, neuron: INNER });
    expect(text('h2')).toBe('Pixel in row 2, column 2');
    expect(text('.formula')).toBe('(0.50 − 0.5) / 0.25 = 0.00');
    expect(element.querySelector('canvas, dl')).toBeNull();
    // 0.5 · -0.5 / 0.25 to the first hidden neuron.
    expect(textsOf(rows())).toEqual(['Neuron 1 −1.00', 'Neuron 2 0.00']);
  });

  it('lists no connections of a pixel without ink, and says why', async () => {
    const { text, element, rows, set } = await inspect({ layer: 0, neuron: 300 });
    expect(text('.value')).toBe('0.00 Ink');
    expect(text('.blank')).toBe('This pixel is empty: it sends nothing.');
    expect(element.querySelector('app-neuron-connections')).toBeNull();
    expect(element.textContent).not.toContain('shown');
    await set({ selection: { layer: 0, neuron: INNER } });
    expect(text('.blank')).toBe('');
    expect(rows().length).toBe(2);
  });

  it('paints effective weights, contributions and both differently', async () => {
    const { element, choose } = await inspect(HIDDEN);
    const opacityAt = (pixel: number): number => {
      const canvas = element.querySelector('canvas');
      const cell = (canvas?.width ?? 0) / 28;
      const [x, y] = [((pixel % 28) + 0.5) * cell, (Math.floor(pixel / 28) + 0.5) * cell];
      return canvas?.getContext('2d')?.getImageData(x, y, 1, 1).data[3] ?? NaN;
    };
    const opacities = [[CORNER, INNER, 300].map(opacityAt)];
    for (const view of ['Template', 'Your drawing']) {
      await choose(view);
      opacities.push([CORNER, INNER, 300].map(opacityAt));
    }
    // Effective weights 4 and -2 times 0.3 + 0.7 · ink, as they are, and times ink 1 and 0.5; to the power of
    // 0.65, of 255.
    [
      [255, 123, 0],
      [255, 162, 0],
      [255, 104, 0],
    ].forEach((expected, view) => {
      expected.forEach((opacity, pixel) => {
        expect(Math.abs((opacities[view]?.[pixel] ?? NaN) - opacity)).toBeLessThan(3);
      });
    });
  });

  it('shows a blank input when nothing is drawn', async () => {
    const { text } = await inspect(HIDDEN, {
      pass: forward(network, weights, new Float32Array(784)),
      isBlank: true,
    });
    expect(text('.blank')).toBe('Nothing is drawn: these are the values for empty paper.');
    expect(text('.formula')).toBe('ReLU(0.00 − 0.75) = 0.00');
  });

  it('follows the drawing', async () => {
    const { text, rows, set } = await inspect(HIDDEN);
    await set({
      pass: forward(
        network,
        weights,
        drawing.map((ink) => ink / 2),
      ),
    });
    expect(text('.formula')).toBe('ReLU(1.50 − 0.75) = 0.75');
    expect(textOf(rows()[0])).toBe('Row 1, column 1 +2.00');
  });

  it('closes with its button and with Escape, unless something else handled the key', async () => {
    const { element, closes } = await inspect(SEVEN);
    const escape = (target: EventTarget, isUsed = false): void => {
      const options = { key: 'Escape', bubbles: true, cancelable: true };
      const event = new KeyboardEvent('keydown', options);
      if (isUsed) event.preventDefault();
      target.dispatchEvent(event);
    };
    element.querySelector<HTMLElement>('[aria-label="Close inspector"]')?.click();
    expect(closes()).toBe(1);
    escape(document.body);
    expect(closes()).toBe(2);
    escape(document.body, true);
    const dialog = document.body.appendChild(document.createElement('dialog'));
    escape(dialog);
    dialog.remove();
    expect(closes()).toBe(2);
  });

  it('shows nothing for a neuron that the network does not have', async () => {
    const { element, closes } = await inspect({ layer: 1, neuron: 2 });
    expect(textOf(element)).toBe('');
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(closes()).toBe(0);
  });

  it('names its parts', async () => {
    const { element, rows } = await inspect(HIDDEN);
    expect([element.role, element.ariaLabel]).toEqual(['region', 'Inspector']);
    const named = [...element.querySelectorAll('[role="radiogroup"], [role="list"], [role="img"]')];
    expect(named.map(({ ariaLabel }) => ariaLabel)).toEqual([
      'What the picture shows',
      'What raises it, stronger where there is ink',
      'Connections',
      'Incoming',
    ]);
    expect(rows().every((row) => row.getBoundingClientRect().height >= 44)).toBeTrue();
  });

  it('is translated to German', async () => {
    const { settle, text } = await inspect(SEVEN);
    TestBed.inject(LanguageSetting).choose('de');
    await settle();
    expect(text('h2')).toBe('Ziffer 7');
    expect(text('.formula')).toBe('4,50 − 1,00 = 3,50');
  });
});
