import { TestBed } from '@angular/core/testing';
import { forward, perceptronSpec, softmax, type LayerWeights, type NeuronId } from '#model';
import { LanguageSetting } from '../../i18n/language-setting.ts';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { ActivationTable } from './activation-table.ts';
import { CLOCK } from '../../platform/clock.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';

const NETWORK = perceptronSpec([784, 3, 10], { mean: 0.5, std: 0.25 });

/** Weights that are all 0 except these, `[out, in, weight]`. */
function layer(
  inputs: number,
  biases: readonly number[],
  entries: readonly (readonly [number, number, number])[],
): LayerWeights {
  const weights = new Float32Array(inputs * biases.length);
  for (const [out, from, weight] of entries) weights[out * inputs + from] = weight;
  return { weights, biases: Float32Array.from(biases) };
}

// The first pixel connects to the first hidden neuron, and that one to the digit 7.
const WEIGHTS = [
  layer(784, [0.25, -1, 0], [[0, 0, 1]]),
  layer(3, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5], [[7, 0, 2]]),
];
const IMAGE = Float32Array.from({ length: 784 }, (_, pixel) => (pixel === 0 ? 1 : 0));

function read(image: Float32Array) {
  const pass = forward(NETWORK, WEIGHTS, image);
  return { pass, probabilities: softmax(pass.logits) };
}

describe('ActivationTable', () => {
  async function mount() {
    const clock = new ManualClock();
    TestBed.configureTestingModule({
      providers: [provideSpokenLanguages(), { provide: CLOCK, useValue: clock }],
    });
    const fixture = TestBed.createComponent(ActivationTable);
    const element = fixture.nativeElement as HTMLElement;
    const picked: NeuronId[] = [];
    let closes = 0;
    fixture.componentInstance.pick.subscribe((id) => picked.push(id));
    fixture.componentInstance.closed.subscribe(() => (closes += 1));
    const set = (inputs: Readonly<Record<string, unknown>>): void => {
      for (const [name, value] of Object.entries(inputs)) {
        fixture.componentRef.setInput(name, value);
      }
    };
    /** Lets the pen rest. */
    const settle = async (): Promise<void> => {
      fixture.detectChanges();
      clock.pass(150);
      await Promise.resolve();
      await fixture.whenStable();
    };
    set({ network: NETWORK, ...read(IMAGE), image: IMAGE });
    await settle();
    const rows = (): string[][] =>
      Array.from(element.querySelectorAll('tbody tr'), ({ children }) =>
        Array.from(children, ({ textContent }) => textContent.trim()),
      );
    const choose = async (name: string): Promise<void> => {
      const label = [...element.querySelectorAll('label')].find(
        ({ textContent }) => textContent.trim() === name,
      );
      label?.querySelector('input')?.click();
      await settle();
    };
    return { element, picked, closes: () => closes, set, settle, rows, choose };
  }

  it('shows the digits first, with sums and probabilities', async () => {
    const { element, rows } = await mount();
    expect(element.querySelector('caption')?.textContent.trim()).toBe(
      '10 digits, their sums and probabilities',
    );
    const headings = [...element.querySelectorAll('thead th')];
    expect(headings.map(({ textContent }) => textContent)).toEqual([
      'Neuron',
      'Pre-activation',
      'Probability',
    ]);
    // Hidden: (1 - 0.5) / 0.25 + 0.25 = 2.25; digit 7: 4.5 of e^4.5 + e^0.5 + 8.
    expect(rows().length).toBe(10);
    expect(rows()[7]).toEqual(['Digit 7', '4.50', '90%']);
    expect(rows()[9]).toEqual(['Digit 9', '0.50', '2%']);
  });

  it('shows the sum of each hidden neuron, and its value after ReLU', async () => {
    const { rows, choose, element } = await mount();
    await choose('Layer 1');
    expect(element.querySelector('caption')?.textContent).toContain('Layer 1: 3 neurons');
    expect(rows()).toEqual([
      ['Neuron 1', '2.25', '2.25'],
      ['Neuron 2', '−1.00', '0.00'],
      ['Neuron 3', '0.00', '0.00'],
    ]);
    expect(element.querySelectorAll('.at-rest').length).toBe(2);
  });

  it('shows the input image as rows of numbers', async () => {
    const { rows, choose } = await mount();
    await choose('Pixels');
    expect(rows().length).toBe(28);
    expect(rows()[0]?.slice(0, 4)).toEqual(['1', '100', '0', '0']);
    expect(rows()[27]?.length).toBe(29);
  });

  it('follows the drawing when the pen rests', async () => {
    const { rows, set, settle } = await mount();
    set(read(IMAGE.map((ink) => ink / 2)));
    await settle();
    // (0.5 - 0.5) / 0.25 + 0.25 = 0.25; twice that.
    expect(rows()[7]?.[1]).toBe('0.50');
  });

  it('shows no probability for a blank sheet, and says that it is blank', async () => {
    const { rows, set, settle, element } = await mount();
    set({ ...read(new Float32Array(784)), probabilities: undefined });
    await settle();
    // -2 + 0.25 is below zero, so that digit 7 has only its bias.
    expect(rows()[7]).toEqual(['Digit 7', '0.00', '–']);
    expect(element.textContent).toContain('Nothing is drawn');
  });

  it('is navigated with the arrow keys, and picks the neuron of a row', async () => {
    const { element, picked, settle } = await mount();
    const stops = (): HTMLElement[] => [
      ...element.querySelectorAll<HTMLElement>('tbody [tabindex="0"]'),
    ];
    expect(stops().length).toBe(1);
    stops()[0]?.focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'End', 'ArrowUp']) {
      const options = { key, bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', options));
      await settle();
    }
    expect(document.activeElement?.textContent.trim()).toBe('Digit 8');
    expect(stops().length).toBe(1);
    (document.activeElement as HTMLElement).click();
    expect(picked).toEqual([{ layer: 2, neuron: 8 }]);
  });

  it('closes with its button and with Escape, but not while it is hidden', async () => {
    const { element, closes } = await mount();
    const escape = (): boolean =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    element.querySelector<HTMLElement>('[aria-label="Close the table"]')?.click();
    escape();
    expect(closes()).toBe(2);
    element.style.display = 'none';
    escape();
    expect(closes()).toBe(2);
  });

  it('is translated to German', async () => {
    const { rows, settle } = await mount();
    TestBed.inject(LanguageSetting).choose('de');
    await settle();
    expect(rows()[7]?.slice(0, 2)).toEqual(['Ziffer 7', '4,50']);
  });
});
