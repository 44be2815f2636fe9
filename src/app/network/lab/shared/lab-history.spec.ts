import fc from 'fast-check';
import { guessedBefore } from '../../prediction.ts';
import { labHistoryIn, trainingOf, type LabHistory } from './lab-history.ts';
import { DEFAULT_SETTINGS } from './lab-settings.ts';

const FILE = 'Anna.zip';

const history: LabHistory = {
  settings: { ...DEFAULT_SETTINGS, hidden: [16, 8], device: 'gpu' },
  curve: [
    { images: 0, accuracy: 0.1, loss: 2.4, ownAccuracy: 0.09, ownLoss: 2.3, tested: 10_000 },
    { images: 64, accuracy: 0.3456789, loss: Infinity, ownAccuracy: 1, ownLoss: 0, tested: 1000 },
  ],
  changes: [{ images: 64, setting: 'rate', value: 0.3 }],
  isRepeatable: false,
  prediction: { question: 'Was passiert? <b>', guess: 0 },
};

describe('the history of a network that was trained in the lab', () => {
  it('travels in its training block, through JSON', () => {
    const travelled = JSON.parse(JSON.stringify(trainingOf(history))) as Record<string, unknown>;
    expect(labHistoryIn(travelled, FILE)).toEqual({
      ...history,
      curve: history.curve.map((point) => ({
        ...point,
        accuracy: Math.round(point.accuracy * 1e5) / 1e5,
      })),
    });
  });

  it('has the exam, once that was opened', () => {
    const exam = { accuracy: 0.918, tested: 5000 };
    const travelled = JSON.parse(JSON.stringify(trainingOf({ ...history, exam }))) as object;
    expect(labHistoryIn({ ...travelled }, FILE)?.exam).toEqual(exam);
    expect(labHistoryIn(trainingOf(history), FILE)?.exam).toBeUndefined();
  });

  it('is none for networks of other origin', () => {
    expect(labHistoryIn(undefined, FILE)).toBeUndefined();
    expect(labHistoryIn({ recipe: {} }, FILE)).toBeUndefined();
  });

  it('is refused when it is malformed', () => {
    const whole = trainingOf(history);
    const refused: readonly (readonly [object, string])[] = [
      [{ settings: 'rate=7' }, 'Anna.zip: settings: rate: expected 0.0001, '],
      [{ curve: [[1, 2]] }, 'Anna.zip: curve[0]: expected six numbers, found [1,2]'],
      [
        { curve: [[1, 2, 3, 0, 5, 6]] },
        'Anna.zip: curve[0][1]: expected a finite number from 0 to 1',
      ],
      [{ changes: [{ images: 1, setting: 'seed', value: 1 }] }, 'Anna.zip: changes[0].setting:'],
      [{ repeatable: 'yes' }, 'Anna.zip: repeatable: expected true or false, found "yes"'],
      [
        { prediction: { question: 'Why?', guess: 101 } },
        'Anna.zip: prediction.guess: expected a whole number from 0 to 100, found 101',
      ],
      [
        { prediction: { question: 'x'.repeat(121), guess: 1 } },
        'Anna.zip: prediction.question: expected 1 to 120 characters in a line',
      ],
      [
        { exam: { accuracy: 2, tested: 5000 } },
        'Anna.zip: exam.accuracy: expected a finite number from 0 to 1, found 2',
      ],
      [{ device: 'tpu' }, 'Anna.zip: device: expected "cpu" or "gpu", found "tpu"'],
    ];
    for (const [change, message] of refused) {
      expect(() => labHistoryIn({ ...whole, ...change }, FILE)).toThrowMatching((error: Error) =>
        error.message.startsWith(message),
      );
    }
  });

  it('may be from before predictions were kept', () => {
    const { prediction, ...older } = trainingOf(history);
    expect(prediction).toEqual({ question: 'Was passiert? <b>', guess: 0 });
    expect(labHistoryIn(older, FILE)?.prediction).toBeUndefined();
  });

  it('gives its prediction for a card, and none where that is damaged', () => {
    expect(guessedBefore(trainingOf(history))?.guess).toBe(0);
    expect(guessedBefore({ ...trainingOf(history), prediction: { guess: '0' } })).toBeUndefined();
    expect(guessedBefore({ prediction: { question: 'Why?', guess: 5 } })).toBeUndefined();
    expect(guessedBefore(undefined)).toBeUndefined();
  });

  it('is a history or an error, whatever is there', () => {
    fc.assert(
      fc.property(fc.object(), (some) => {
        try {
          labHistoryIn({ ...trainingOf(history), ...some }, FILE);
        } catch (error) {
          expect((error as Error).name).toBe('FormatError');
        }
      }),
    );
  });
});
