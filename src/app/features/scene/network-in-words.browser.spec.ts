import { perceptronSpec, type NeuronId } from '#model';
import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { NetworkInWords } from './network-in-words.ts';

describe('NetworkInWords', () => {
  function render() {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    const fixture = TestBed.createComponent(NetworkInWords);
    const picks: NeuronId[] = [];
    fixture.componentInstance.pick.subscribe((id) => picks.push(id));
    const show = (inputs: Readonly<Record<string, unknown>>): void => {
      for (const [name, value] of Object.entries(inputs)) {
        fixture.componentRef.setInput(name, value);
      }
      fixture.detectChanges();
    };
    show({
      network: perceptronSpec([784, 16, 10]),
      layerNames: ['pixels', 'sixteen', 'ten'].map((full) => ({ full, short: full })),
    });
    const element = fixture.nativeElement as HTMLElement;
    const text = (): string => element.querySelector('p')?.textContent ?? '';
    const first = (): HTMLElement => {
      const found = element.querySelector('button');
      if (!found) throw new Error('expected a button');
      return found;
    };
    return { element, picks, show, text, first };
  }

  it('names the layers, and the neuron that is picked', () => {
    const { element, show, text } = render();
    expect([element.role, element.ariaLabel]).toEqual(['group', 'The network']);
    expect(text()).toContain('From input to output: pixels, sixteen, ten.');
    expect(text()).not.toContain('Picked');
    show({ selection: { layer: 1, neuron: 4 } });
    expect(text()).toContain('Picked: Neuron 5 of layer 1.');
  });

  it('tells a screen reader what the picture shows about the picked neuron', () => {
    const { element, show } = render();
    const status = (): string => element.querySelector('[role=status]')?.textContent ?? 'none';
    expect(status()).toBe('');
    show({ selection: { layer: 1, neuron: 4 } });
    expect(status()).toBe('The input of the picture shows what raises it.');
    show({ selection: { layer: 0, neuron: 4 } });
    expect(status()).toContain('Ringed: the 10 neurons');
    show({ selection: undefined });
    expect(status()).toBe('');
  });

  it('leads to the neuron of the answer, or the first output', () => {
    const { picks, show, first } = render();
    first().click();
    show({ predictedOutput: 7 });
    expect(first().textContent.trim()).toBe('Arithmetic: Digit 7');
    first().click();
    expect(picks).toEqual([
      { layer: 2, neuron: 0 },
      { layer: 2, neuron: 7 },
    ]);
  });
});
