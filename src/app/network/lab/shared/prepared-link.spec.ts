import fc from 'fast-check';
import { DEFAULT_SETTINGS } from './lab-settings.ts';
import {
  fixedBy,
  formatPreparedLink,
  LOCK_NAMES,
  parsePreparedLink,
  unlockedOf,
} from './prepared-link.ts';
import { typedQuestion } from '../../prediction.ts';
import { formatLabLink } from './lab-link.ts';

describe('a link that a teacher has prepared', () => {
  it('is as any other where nothing is asked or locked', () => {
    const lesson = { settings: DEFAULT_SETTINGS, question: undefined, locked: [] };
    expect(formatPreparedLink(lesson)).toBe(formatLabLink(DEFAULT_SETTINGS));
    expect(parsePreparedLink('')).toEqual(lesson);
  });

  it('says what is asked and what is locked, by the names that a link has for it', () => {
    const text = formatPreparedLink({
      settings: { ...DEFAULT_SETTINGS, rate: 3 },
      question: 'Was passiert bei 30 % & mehr?',
      locked: ['hidden', 'batchSize', 'seed'],
    });
    expect(text).toContain(
      'pace=time-lapse&own=off&ask=Was+passiert+bei+30+%25+%26+mehr%3F&locked=layers.batch.dice',
    );
  });

  it('gives back what went in', () => {
    const anyQuestion = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((text) => Array.from(typedQuestion(text)).slice(0, 120).join('').trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(
        fc.option(anyQuestion, { nil: undefined }),
        fc.subarray([...LOCK_NAMES]),
        (question, locked) => {
          const lesson = { settings: DEFAULT_SETTINGS, question, locked };
          expect(parsePreparedLink(formatPreparedLink(lesson))).toEqual(lesson);
        },
      ),
    );
  });

  const REFUSED: readonly (readonly [text: string, message: string])[] = [
    [
      'locked=colour',
      'link: locked: expected each once, with . between them, of layers, by, rate,',
    ],
    ['locked=rate.colour', 'found "colour"'],
    ['locked=rate.rate', 'found "rate.rate"'],
    ['locked=', 'found ""'],
    ['locked=pace', 'found "pace"'],
    ['locked=hidden', 'found "hidden"'],
    ['locked=rate&locked=by', 'link: locked: expected it once, found it twice'],
    ['ask=', 'link: ask: expected 1 to 120 characters in a line'],
    [`ask=${'x'.repeat(121)}`, 'found 121 characters'],
    ['ask=a%0Ab', 'found "a\\nb"'],
    ['ask=a%00', 'found "a\\u0000"'],
    ['ask=%E2%80%AEb', 'link: ask: expected'],
    ['ask=a&ask=b', 'link: ask: expected it once, found it twice'],
    ['rate=7&ask=Why', 'link: rate: expected'],
    ['question=Why', 'found "question"'],
  ];
  for (const [text, message] of REFUSED) {
    it(`is refused for ${text.slice(0, 30)}`, () => {
      expect(() => parsePreparedLink(text)).toThrowMatching(
        (error: Error) => error.name === 'FormatError' && error.message.includes(message),
      );
    });
  }

  it('is a lesson or an error, whatever is in it', () => {
    const parts = fc.oneof(
      fc.webQueryParameters(),
      fc.string({ unit: 'binary' }).map((text) => `ask=${encodeURIComponent(text)}`),
      fc.string({ unit: 'binary' }).map((text) => `locked=${encodeURIComponent(text)}`),
    );
    fc.assert(
      fc.property(parts, (text) => {
        try {
          parsePreparedLink(text);
        } catch (error) {
          expect((error as Error).name).toBe('FormatError');
        }
      }),
    );
  });

  it('keeps what is locked, and the device with the dice', () => {
    const locked = fixedBy(['rate', 'seed']);
    expect(locked).toEqual(['rate', 'seed', 'device']);
    expect(fixedBy(['rate'])).toEqual(['rate']);
    expect(unlockedOf({ rate: 1, optimizer: 'adam', device: 'gpu' }, locked)).toEqual({
      optimizer: 'adam',
    });
  });
});
