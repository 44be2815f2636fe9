import { IMAGE_SIZE } from '#model';
import { drawnDigits, rareDigits } from './drawn-digits.ts';

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;

for (const digits of [drawnDigits, rareDigits]) {
  describe(digits.name, () => {
    it('draws 0 to 9 by turns, each with ink', () => {
      const { pixels, labels } = digits({ seed: 1, from: 3, to: 43 });
      expect([...labels]).toEqual(Array.from({ length: 40 }, (_, place) => (place + 3) % 10));
      for (let place = 0; place < labels.length; place++) {
        const inked = pixels
          .subarray(place * PIXELS, (place + 1) * PIXELS)
          .filter((ink) => ink > 127);
        expect(inked.length).withContext(`image ${place}`).toBeGreaterThan(20);
        expect(inked.length)
          .withContext(`image ${place}`)
          .toBeLessThan(PIXELS / 3);
      }
    });

    it('draws the same image for the same seed and index, whatever else is drawn', () => {
      const row = digits({ seed: 7, from: 0, to: 12 });
      expect(digits({ seed: 7, from: 10, to: 12 }).pixels).toEqual(row.pixels.slice(10 * PIXELS));
      expect(digits({ seed: 8, from: 0, to: 12 }).pixels).not.toEqual(row.pixels);
    });
  });
}
