import { FormatError, Random } from '#model';
import { damaged, SUBJECTS } from '../testing/damaged-files.ts';
import { readFiles } from './read-files.ts';

const EACH = 250;
const LONGEST = 600;
const SENTENCE = /^FormatError: [^\p{Cc}]+: expected [^\p{Cc}]+, found [^\p{Cc}]+$/u;

describe('damaged files', () => {
  for (const [index, subject] of SUBJECTS.entries()) {
    for (const isBlind of [true, false]) {
      const kind = isBlind ? 'bytes' : 'structure';
      it(`${subject.name}: ${EACH} changes of its ${kind} are read, or refused in one sentence`, async () => {
        const outcomes = { read: 0, refused: 0 };
        for (let seed = 0; seed < EACH; seed++) {
          const random = Random.forItem(seed, index, isBlind ? 1 : 2);
          const error: unknown = await readFiles(damaged(subject, seed, isBlind, random)).then(
            () => undefined,
            (reason: unknown) => reason,
          );
          outcomes[error === undefined ? 'read' : 'refused'] += 1;
          if (error === undefined) continue;
          const text = error instanceof Error ? `${error.name}: ${error.message}` : 'no error';
          const place = `seed ${seed}: ${text}`;
          expect(error).withContext(place).toBeInstanceOf(FormatError);
          expect(text).withContext(place).toMatch(SENTENCE);
          expect(text.length).withContext(place).toBeLessThan(LONGEST);
        }
        // Mutations that change nothing would prove nothing.
        expect(outcomes.refused).toBeGreaterThan(EACH / 5);
      });
    }
  }
});
