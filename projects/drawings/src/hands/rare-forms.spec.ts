import { isBlank, prepareInput, Random } from '#model';
import { DIGIT_FORMS, formsOf } from './digit-forms.ts';
import { conditionNamed } from './drawing-condition.ts';
import { drawByHand } from './draw-by-hand.ts';
import { RARE_FORMS, rareFormsOf } from './rare-forms.ts';
import { COMMON_WRITERS, writerOf } from './writer.ts';

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const FORMS = [...DIGIT_FORMS, ...RARE_FORMS];
const titleOf = ({ digit, name }: { digit: number; name: string }): string => `${digit} ${name}`;

describe('rare forms', () => {
  it('are there for each digit, beside the common ones', () => {
    for (const digit of DIGITS) {
      expect(formsOf(digit).length).withContext(`common ${digit}`).toBeGreaterThanOrEqual(3);
      expect(rareFormsOf(digit).length).withContext(`rare ${digit}`).toBeGreaterThanOrEqual(3);
    }
    expect(FORMS.every(({ digit }) => DIGITS.includes(digit))).toBeTrue();
  });

  it('have names that no other form of their digit has', () => {
    expect(new Set(FORMS.map(titleOf)).size).toBe(FORMS.length);
  });

  it('say where they are written and who says so', () => {
    for (const form of RARE_FORMS) {
      expect(form.region).withContext(titleOf(form)).toMatch(/\w/);
      expect(form.source).withContext(titleOf(form)).toMatch(/\w/);
    }
  });
});

describe('every form', () => {
  it('is as high as others, no wider than high, of strokes with at least two places', () => {
    for (const form of FORMS) {
      const nodes = form.skeleton.flat();
      const [x, y] = [nodes.map((node) => node.x), nodes.map((node) => node.y)];
      expect(Math.abs(Math.min(...y)))
        .withContext(titleOf(form))
        .toBeLessThan(5);
      expect(Math.abs(Math.max(...y) - 100))
        .withContext(titleOf(form))
        .toBeLessThan(6);
      expect(Math.max(...x) - Math.min(...x))
        .withContext(titleOf(form))
        .toBeLessThan(90);
      expect(Math.min(...form.skeleton.map((stroke) => stroke.length)))
        .withContext(titleOf(form))
        .toBeGreaterThanOrEqual(2);
    }
  });

  it('leaves ink within the pad', () => {
    for (const form of FORMS) {
      const random = Random.fromSeed(1);
      const writer = writerOf(random, COMMON_WRITERS);
      const strokes = drawByHand(form.skeleton, writer, conditionNamed('plain'), random);
      expect(isBlank(prepareInput(strokes)))
        .withContext(titleOf(form))
        .toBeFalse();
      const reach = strokes.flat().flatMap(({ x, y }) => [x, y]);
      expect(Math.min(...reach))
        .withContext(titleOf(form))
        .toBeGreaterThan(0);
      expect(Math.max(...reach))
        .withContext(titleOf(form))
        .toBeLessThan(28);
    }
  });
});
