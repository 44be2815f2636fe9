import { prepareInput, type Random } from '#model';
import { stringToPaths } from 'hershey';

/** Letters, without those that are a digit's twin in this alphabet: B I l O o q S s Z z b g. */
const LETTERS = 'ACDEFGHJKLMNPQRTUVWXYacdefhijkmnprtuvwxy'.split('');

/** A letter of Hershey's single-line alphabet, slanted and a little unsteady. */
export function letter(random: Random): Float32Array {
  const { paths } = stringToPaths(LETTERS[random.nextBelow(LETTERS.length)] ?? 'A');
  const slant = random.nextFloat() * 0.5 - 0.1;
  const shake = (): number => (random.nextFloat() - 0.5) * 0.8;
  return prepareInput(
    paths.map((path) =>
      path.map(([x, y], index) => ({
        x: x + slant * y + shake(),
        y: shake() - y,
        pressure: 0.5,
        time: index * 16,
      })),
    ),
  );
}
