import { perceptronSpec } from '#model';
import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../../i18n/testing/provide-spoken-languages.ts';
import { LensWords } from './lens-words.ts';

describe('LensWords', () => {
  const network = perceptronSpec([784, 16, 8, 10]);
  const image = new Float32Array(784).fill(1, 100, 200);
  let words: LensWords;
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    words = TestBed.inject(LensWords);
  });

  const title = (layer: number, neuron: number, other = {}): string =>
    words.title({ network, id: { layer, neuron }, image, ...other });

  it('name the neuron; beyond the first layer it is so only for this drawing', () => {
    expect(title(1, 11)).toBe('What raises neuron 12 of layer 1');
    expect(title(2, 4)).toBe('What raises neuron 5 of layer 2 now');
    expect(title(3, 8)).toBe('What raises the 8 now');
    expect(title(1, 8, { network: perceptronSpec([784, 10]) })).toBe('What raises the 8');
  });

  it('say how many neurons have rings for a pixel, which needs ink once something is drawn', () => {
    expect(title(0, 150)).toBe('Ringed: the 10 neurons that this pixel changes most');
    expect(title(0, 20)).toBe('This pixel is empty: it sends nothing.');
    expect(title(0, 20, { image: undefined })).toContain('the 10 neurons');
    expect(title(0, 150, { network: perceptronSpec([784, 4, 10]) })).toContain('the 4 neurons');
    expect(title(0, 150, { network: perceptronSpec([784, 1, 10]) })).toContain('the 1 neuron that');
  });

  it('are none without a neuron, or where nothing is shown: for an input that is no square', () => {
    expect(words.title({ network, id: undefined, image })).toBe('');
    const oblong = { network: perceptronSpec([6, 4, 2]), id: { layer: 1, neuron: 0 }, image };
    expect(words.title(oblong) + words.meaning(oblong) + words.spoken(oblong)).toBe('');
  });

  it('explain the colours of neurons, and do not name again what has just been named', () => {
    const neuron = { network, id: { layer: 1, neuron: 3 }, image };
    expect(words.meaning(neuron)).toBe('Ink on orange raises it, ink on blue lowers it.');
    expect(words.spoken(neuron)).toBe('The input of the picture shows what raises it.');
    const pixel = { network, id: { layer: 0, neuron: 150 }, image };
    expect(words.meaning(pixel)).toBe('');
    expect(words.spoken(pixel)).toBe(words.title(pixel));
  });
});
