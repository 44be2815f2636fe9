import { TestBed } from '@angular/core/testing';
import { forward, type ForwardPass, type NeuronId } from '#model';
import { LanguageSetting } from '../../i18n/language-setting.ts';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { Inspector } from './inspector.ts';
import { CORNER, drawing, INNER, network, weights } from './testing/small-network.ts';
import { persist } from '../../platform/persisted.ts';

const HIDDEN = { layer: 1, neuron: 0 };
const SEVEN = { layer: 2, neuron: 7 };

interface Inputs {
  readonly selection: NeuronId | undefined;
  readonly pass: ForwardPass;
  readonly isBlank: boolean;
  readonly leastDrawn: readonly number[] | undefined;
}

describe('Inspector', () => {
  afterEach(() => {
    persist('language', undefined);
  });

  async function inspect(selection: NeuronId, inputs: Partial<Inputs> = {}) {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    const fixture = TestBed.createComponent(Inspector);
    const element = fixture.nativeElement as HTMLElement;
    element.style.blockSize = '600px';
    const picked: NeuronId[] = [];
    let closed = 0;
    fixture.componentInstance.pick.subscribe((id) => picked.push(id));
    fixture.componentInstance.closed.subscribe(() => (closed += 1));
    const set = async (changes: Partial<Inputs>): Promise<void> => {
      for (const [name, value] of Object.entries(changes)) {
        fixture.componentRef.setInput(name, value);
      }
      await settle();
    };
    /** Virtual rows come a frame after what they depend on. */
    const settle = async (): Promise<void> => {
      for (let frame = 0; frame < 3; frame++) {
        await fixture.whenStable();
        await new Promise(requestAnimationFrame);
      }
    };
    fixture.componentRef.setInput('network', network);
    fixture.componentRef.setInput('weights', weights);
    await set({ selection, pass: forward(network, weights, drawing), ...inputs });
    const text = (selector: string): string => textOf(element.querySelector(selector));
    const rows = (): HTMLButtonElement[] => [
      ...element.querySelectorAll<HTMLButtonElement>('[role="listitem"] button'),
    ];
    const addition = (): string[] =>
      Array.from(element.querySelectorAll('dl > div'), ({ children }) =>
        textsOf(children).join(' '),
      );
    const choose = async (name: string): Promise<void> => {
      const label = [...element.querySelectorAll('label')].find((found) => textOf(found) === name);
      label?.querySelector('input')?.click();
      await settle();
    };
    return { element, picked, closes: () => closed, set, settle, text, rows, addition, choose };
  }

  const textOf = (element: Element | null | undefined): string =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const textsOf = (elements: Iterable<Element>): string[] => Array.from(elements, textOf);

  it("adds up a first layer's neuron", async () => {
    const { addition, text } = await inspect(HIDDEN);
    expect(text('h2')).toBe('Neuron 1 of layer 1');
    // Ink 1 · 1 / 0.25 - 0.5 · 0.5 / 0.25 = 3; paper -2 · (1 - 0.5) = -1; bias 0.25.
    expect(text('.value')).toBe('2.25 Activation');
    expect(text('.formula')).toBe('ReLU(3.00 − 0.75) = 2.25');
    expect(addition()).toEqual([
      '784 pixels +3.00',
      'Empty paper −1.00',
      'Bias +0.25',
      'Pre-activation 2.25',
    ]);
  });

  it('shows what ReLU cuts', async () => {
    const { addition, text } = await inspect({ layer: 1, neuron: 1 });
    // Ink -1 / 0.25 = -4, paper -2 · -1 = 2.
    expect(text('.formula')).toBe('ReLU(−4.00 + 2.00) = 0.00');
    expect(addition().at(-1)).toBe('Pre-activation −2.00');
  });

  it('calls an output by its digit and traces it to the pixels', async () => {
    const { addition, element, text, choose } = await inspect(SEVEN);
    expect(text('h2')).toBe('Digit 7');
    // 2 · 2.25 + 5 · 0 - 1.
    expect(text('.formula')).toBe('4.50 − 1.00 = 3.50');
    expect(addition()[0]).toBe('2 neurons +4.50');
    // Effective weights 2 · 4 and 2 · -2: ink adds 8 - 2; without it 2 · (0.25 - 1) - 1.
    expect(text('.sum')).toBe('Ink +6.00, without ink −2.50: together 3.50');
    await choose('Your drawing');
    expect(text('figcaption p')).toBe('What in this drawing raises the 7');
    expect(element.querySelector('canvas')?.ariaLabel).toBe('What in this drawing raises the 7');
  });

  it('shows a pixel as the network takes it, and where it goes', async () => {
    const { text, rows, element } = await inspect({ layer: 0, neuron: INNER });
    expect(text('h2')).toBe('Pixel in row 2, column 2');
    expect(text('.formula')).toBe('(0.50 − 0.5) / 0.25 = 0.00');
    expect(element.querySelector('canvas, dl')).toBeNull();
    // 0.5 · -0.5 / 0.25 to the first hidden neuron.
    expect(textsOf(rows())).toEqual(['Neuron 1 −1.00', 'Neuron 2 0.00']);
  });

  it('sorts by strength, whatever the sign', async () => {
    const { rows, choose, text } = await inspect(HIDDEN);
    expect(textsOf(rows()).slice(0, 3)).toEqual([
      'Row 1, column 1 +4.00',
      'Row 2, column 2 −1.00',
      'Row 1, column 2 0.00',
    ]);
    await choose('Outgoing');
    expect(textsOf(rows()).slice(0, 3)).toEqual(['Digit 7 +4.50', 'Digit 3 −2.25', 'Digit 0 0.00']);
    expect(text('app-neuron-connections > p')).toBe('');
  });

  it('tells the sign of a bar by its side as well', async () => {
    const { rows } = await inspect(HIDDEN);
    const [positive, negative] = rows().map((row) => {
      const track = row.querySelector('.track')?.getBoundingClientRect();
      const bar = row.querySelector('.bar')?.getBoundingClientRect();
      return (bar?.x ?? NaN) - (track?.x ?? NaN) - (track?.width ?? NaN) / 2;
    });
    expect(positive).toBeCloseTo(0, 0);
    expect(negative).toBeLessThan(-20);
  });

  it('renders few of 784 rows', async () => {
    const { rows, element } = await inspect(HIDDEN);
    expect(rows().length).toBeGreaterThan(1);
    expect(rows().length).toBeLessThan(40);
    expect(element.querySelector('[role="listitem"]')?.getAttribute('aria-setsize')).toBe('784');
  });

  it('says which of the connections that carry anything the picture draws', async () => {
    const { text, set, rows, choose } = await inspect(HIDDEN, { leastDrawn: [0, 0] });
    const line = (): string => text('app-neuron-connections > p');
    const notDrawn = (): boolean[] =>
      rows()
        .slice(0, 3)
        .map((row) => row.classList.contains('not-drawn'));
    expect(line()).toBe('2 of 784 shown, the others add nothing');
    expect(notDrawn()).toEqual([false, false, true]);
    // Ink 1 · 1 and 0.5 · -0.5: the picture leaves 1 / std out, which the rows have.
    await set({ leastDrawn: [0.3, 0] });
    expect(line()).toBe('1 of 784 shown, the others add −1.00');
    expect(notDrawn()).toEqual([false, true, true]);
    await choose('Outgoing');
    expect(line()).toBe('2 of 10 shown, the others add nothing');
    await set({ leastDrawn: [0.3, 3] });
    expect(line()).toBe('1 of 10 shown, the others add −2.25');
  });

  it('says that all are drawn, and nothing of that where there is no picture', async () => {
    // Both hidden neurons are active: 0.25 · 4 - 0.75, and 2 - 0.25 · 4.
    const faint = drawing.map((ink, pixel) => (pixel === CORNER ? ink / 4 : 0));
    const { text, set } = await inspect(SEVEN, {
      leastDrawn: [0, 0],
      pass: forward(network, weights, faint),
    });
    const line = (): string => text('app-neuron-connections > p');
    expect(line()).toBe('All 2 connections are shown.');
    await set({ leastDrawn: undefined });
    expect(line()).toBe('');
  });

  it('picks the neuron or pixel of a row', async () => {
    const { rows, picked, choose } = await inspect(HIDDEN);
    rows()[1]?.click();
    await choose('Outgoing');
    rows()[0]?.click();
    expect(picked).toEqual([{ layer: 0, neuron: INNER }, SEVEN]);
  });

  it('goes on with the keyboard at the strongest connection of what was picked', async () => {
    const { rows, set, text } = await inspect(SEVEN);
    rows()[1]?.focus();
    rows()[0]?.click();
    await set({ selection: HIDDEN });
    expect(text('h2')).toBe('Neuron 1 of layer 1');
    expect(textOf(document.activeElement)).toBe('Row 1, column 1 +4.00');
  });

  it('is walked with the arrow keys, one row in the order of Tab', async () => {
    const { rows, settle } = await inspect(HIDDEN);
    const press = async (key: string): Promise<void> => {
      const options = { key, bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', options));
      await settle();
    };
    const focusedRow = (): string | undefined =>
      (document.activeElement as HTMLElement | null)?.dataset['row'];
    expect(
      rows()
        .map(({ tabIndex }) => tabIndex)
        .filter((tabIndex) => tabIndex === 0),
    ).toEqual([0]);
    rows()[0]?.focus();
    await press('ArrowDown');
    expect(focusedRow()).toBe('1');
    await press('End');
    expect(focusedRow()).toBe('783');
    expect(rows().length).toBeLessThan(40);
    expect(rows().filter(({ tabIndex }) => tabIndex === 0).length).toBe(1);
    await press('Home');
    expect(focusedRow()).toBe('0');
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

  it('reads empty paper where nothing is drawn', async () => {
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

  it('closes with its button and with Escape, but not with one that was meant for others', async () => {
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

  it('names what it is made of', async () => {
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

  it('speaks German', async () => {
    const { settle, text } = await inspect(SEVEN);
    TestBed.inject(LanguageSetting).choose('de');
    await settle();
    expect(text('h2')).toBe('Ziffer 7');
    expect(text('.formula')).toBe('4,50 − 1,00 = 3,50');
  });
});
