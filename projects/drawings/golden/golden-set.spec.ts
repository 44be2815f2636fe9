import { DIGIT_FORMS } from '../src/hands/digit-forms.ts';
import { curveThrough, type Place, type Skeleton } from '../src/hands/skeleton.ts';
import { GOLDEN_CONDITIONS } from './golden-condition.ts';
import { GOLDEN_DRAWINGS } from './golden-drawings.ts';
import file from './golden-drawings.json' with { type: 'json' };
import { stored } from './golden-file.ts';
import { GOLDEN_FORMS } from './golden-forms.ts';
import { makeGoldenSet } from './golden-set.ts';

describe('the golden set', () => {
  const digits = GOLDEN_DRAWINGS.filter(({ label }) => label !== null);
  const nonDigits = GOLDEN_DRAWINGS.filter(({ label }) => label === null);
  const confusable = GOLDEN_DRAWINGS.filter(({ isConfusable }) => isConfusable);

  it('is in its file exactly as the generator makes it, in every engine', () => {
    const made = makeGoldenSet();
    expect(made.map(stored)).toEqual(file.drawings);
    expect(made).toEqual([...GOLDEN_DRAWINGS]);
  });

  it('has digits of many writers, confusable ones among them, and drawings of none', () => {
    expect(digits.length).toBeGreaterThanOrEqual(280);
    expect(new Set(digits.map(({ writer }) => writer)).size).toBeGreaterThanOrEqual(28);
    expect(confusable.length).toBeGreaterThanOrEqual(60);
    expect(confusable.every(({ label }) => label !== null)).toBeTrue();
    expect(nonDigits.length).toBeGreaterThanOrEqual(70);
    expect(new Set(GOLDEN_DRAWINGS.map(({ id }) => id)).size).toBe(GOLDEN_DRAWINGS.length);
  });

  it('has every form of every digit, and every condition, in both halves of the writers', () => {
    for (const heldOut of [false, true]) {
      const half = digits.filter((drawing) => drawing.heldOut === heldOut);
      expect(half.length).toBe(digits.length / 2);
      for (const { digit, name, isConfusable } of GOLDEN_FORMS) {
        const written = half.filter(({ label, kind }) => label === digit && kind === name);
        expect(written.length)
          .withContext(`${digit} ${name}`)
          .toBeGreaterThanOrEqual(isConfusable ? 1 : 2);
      }
      for (const { name } of GOLDEN_CONDITIONS) {
        const labels = half.filter(({ condition }) => condition === name);
        expect(new Set(labels.map(({ label }) => label)).size)
          .withContext(name)
          .toBe(10);
      }
    }
  });

  it('has whole strokes, in time, on the pad or a little beyond it', () => {
    for (const { id, condition, strokes } of GOLDEN_DRAWINGS) {
      const points = strokes.flat();
      const isLeaving = condition === 'leaving';
      const beyond = isLeaving ? 3 : 0.5;
      expect(strokes.every((stroke) => stroke.length > 1))
        .withContext(id)
        .toBeTrue();
      expect(points.every(({ x, y }) => Math.min(x, y) > -beyond && Math.max(x, y) < 28 + beyond))
        .withContext(id)
        .toBeTrue();
      expect(points.some(({ x, y }) => Math.min(x, y) < 0 || Math.max(x, y) > 28))
        .withContext(id)
        .toBe(isLeaving);
      expect(points.every(({ pressure }) => pressure > 0 && pressure <= 1))
        .withContext(id)
        .toBeTrue();
      const times = points.map(({ time }) => time);
      expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? NaN)))
        .withContext(id)
        .toBeTrue();
    }
  });

  it('has no form that training draws: neither the same nodes nor nearly the same line', () => {
    for (const { digit, name, skeleton } of GOLDEN_FORMS) {
      for (const trained of DIGIT_FORMS.filter((form) => form.digit === digit)) {
        const context = `${digit} ${name}, ${trained.name}`;
        expect(nodesOf(skeleton)).withContext(context).not.toEqual(nodesOf(trained.skeleton));
        expect(apart(skeleton, trained.skeleton)).withContext(context).toBeGreaterThan(LEAST);
      }
    }
  });
});

/** Hundredths of the height by which places of two forms of the same shape are apart at least, on average. */
const LEAST = 1.5;
/** Places along a form that are compared. */
const PLACES = 40;

const nodesOf = (skeleton: Skeleton) => skeleton.map((nodes) => nodes.map(({ x, y }) => [x, y]));

/** How far places along two skeletons are apart on average, both scaled to the same height and begun alike. */
function apart(a: Skeleton, b: Skeleton): number {
  const [one, other] = [placesAlong(a), placesAlong(b)];
  const sum = one.reduce((total, place, index) => {
    const [dx, dy] = [place.x - (other[index]?.x ?? 0), place.y - (other[index]?.y ?? 0)];
    return total + Math.hypot(dx, dy);
  }, 0);
  return sum / one.length;
}

function placesAlong(skeleton: Skeleton): Place[] {
  const curve = skeleton.flatMap(curveThrough);
  const [left, top] = [Math.min(...curve.map(({ x }) => x)), Math.min(...curve.map(({ y }) => y))];
  const height = Math.max(...curve.map(({ y }) => y)) - top;
  return Array.from({ length: PLACES }, (_, index) => {
    const { x, y } = curve[Math.round((index / (PLACES - 1)) * (curve.length - 1))] ?? {
      x: 0,
      y: 0,
    };
    return { x: ((x - left) * 100) / height, y: ((y - top) * 100) / height };
  });
}
