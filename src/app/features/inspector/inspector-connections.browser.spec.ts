import { forward } from '#model';
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

describe('Inspector, its list of connections', () => {
  it('sorts by strength, regardless of sign', async () => {
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

  it('also shows the sign of a bar by its side', async () => {
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

  it('says how many of the contributing connections the picture draws', async () => {
    const { text, set, rows, choose } = await inspect(HIDDEN, { leastDrawn: [0, 0] });
    const line = (): string => text('app-neuron-connections > p');
    const notDrawn = (): boolean[] =>
      rows()
        .slice(0, 3)
        .map((row) => row.classList.contains('not-drawn'));
    expect(line()).toBe('2 of 784 shown, the others add nothing');
    expect(notDrawn()).toEqual([false, false, true]);
    // Ink 1 · 1 and 0.5 · -0.5: unlike the rows, the picture omits the factor 1 / std.
    await set({ leastDrawn: [0.3, 0] });
    expect(line()).toBe('1 of 784 shown, the others add −1.00');
    expect(notDrawn()).toEqual([false, true, true]);
    await choose('Outgoing');
    expect(line()).toBe('2 of 10 shown, the others add nothing');
    await set({ leastDrawn: [0.3, 3] });
    expect(line()).toBe('1 of 10 shown, the others add −2.25');
  });

  it('says that all are drawn, or nothing where there is no picture', async () => {
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

  it('moves the focus to the strongest connection of the picked neuron', async () => {
    const { rows, set, text } = await inspect(SEVEN);
    rows()[1]?.focus();
    rows()[0]?.click();
    await set({ selection: HIDDEN });
    expect(text('h2')).toBe('Neuron 1 of layer 1');
    expect(textOf(document.activeElement)).toBe('Row 1, column 1 +4.00');
  });

  it('is navigated with the arrow keys, with one row in the tab order', async () => {
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
});
