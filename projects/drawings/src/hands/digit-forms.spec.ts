import { DIGIT_FORMS, formsOf } from './digit-forms.ts';

describe('formsOf', () => {
  it('has several forms of each digit, each under a name of its own', () => {
    for (let digit = 0; digit < 10; digit++) {
      const names = formsOf(digit).map(({ name }) => name);
      expect(names.length).withContext(`${digit}`).toBeGreaterThanOrEqual(3);
      expect(new Set(names).size).withContext(`${digit}`).toBe(names.length);
    }
    expect(formsOf(10)).toEqual([]);
  });

  it('draws all forms 100 high and narrower than that', () => {
    for (const { digit, name, skeleton } of DIGIT_FORMS) {
      const nodes = skeleton.flat();
      const [x, y] = [nodes.map((node) => node.x), nodes.map((node) => node.y)];
      const height = Math.max(...y) - Math.min(...y);
      const width = Math.max(...x) - Math.min(...x);
      expect(Math.abs(height - 100))
        .withContext(`${digit} ${name}`)
        .toBeLessThanOrEqual(6);
      expect(width).withContext(`${digit} ${name}`).toBeLessThan(72);
    }
  });
});
