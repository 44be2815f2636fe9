import { skeletonOf, type Skeleton } from '../src/hands/skeleton.ts';

/** One way of writing a digit that everyone reads as that digit. */
export interface GoldenForm {
  readonly digit: number;
  readonly name: string;
  /** A form that looks a little like another digit: the ones that readers of MNIST are known to misread. */
  readonly isConfusable: boolean;
  /** With the two ends between which people write it. */
  readonly skeleton: Skeleton;
}

const form = (digit: number, name: string, ...strokes: string[]): GoldenForm => ({
  ...{ digit, name, isConfusable: false, skeleton: skeletonOf(...strokes) },
});
const confusable = (digit: number, name: string, ...strokes: string[]): GoldenForm => ({
  ...form(digit, name, ...strokes),
  isConfusable: true,
});

/** How digits are written at school and long after. */
export const ORDINARY_FORMS: readonly GoldenForm[] = [
  form(0, 'tall', '34,1 14~2,9 3,34 2,62 13,91 29,99 45,88 55~-3,58 52,26 36,2 24,5'),
  form(0, 'wide', '40,0 12,9 0,42 9~-3,82 36,99 64,86 76~4,50 66,14 38,1'),
  form(0, 'clockwise', '22,3 45,4 59,32 57,70 36,98 11,88 1,56 7,20 26~4,2'),
  form(0, 'curl', '46,9 27,1 8,18 1,53 12,90 36,99 57,70 56,30 42,5 31,10 38~3,21 48,16'),

  form(1, 'stroke', '11~6,0 9,48 6~-4,100'),
  form(1, 'short flag', '0,24~4 17,12 25,0! 24,52 21,100'),
  form(1, 'foot', '3,21~3 24,0! 24,98', '0~-2,99 50,97'),
  form(1, 'bent', '16,0 20~3,30 13,66 15~-4,100'),

  form(2, 'loop', '5,22 16,4 38,1 50,18 40,46 18,78 3,95 1,84 15,80 35~3,91 62,94'),
  form(2, 'angular', '3,21~4 18,3 40,2 49,19 38~3,47 1,99! 58,97'),
  form(2, 'swan', '7,29 14,6 35,0 48,20 39,52 14,81 2,99! 22,88~3 40,98 61,88'),
  form(2, 'broad', '4,14 30,0 62,8 68,30 44,58 4,92! 38,89 78~4,95'),

  form(3, 'cusp', '6,16~3 23,0 47,7 48,30 21,46! 51,55 58,78 36,99 2,89'),
  form(3, 'looped waist', '4,11 27,0 49,11 44,32 25,45 19,40 29,40 53,60 54,86 27,100 1,88~-4'),
  form(3, 'round', '8,8 34,0 55,18 40,43 27,47 47,52 63,73 47~3,97 20,100 0,83'),

  form(4, 'closed', '37,0 3~3,67! 63,65', '39,1 37~2,100'),
  form(4, 'in one go', '0,70! 61,67', '0,70 40~4,2! 42,100'),
  form(4, 'open', '12,0 3,53! 60,50', '48,2 43,100'),
  form(4, 'round bend', '8,3 2,40 14,58 56~5,51', '51,6 43,100'),

  form(5, 'roof last', '13,3 8,45! 32,35 53,50 55,78 36,98 1,92', '12,3 56~4,1'),
  form(5, 'in one go', '54,3 14,2! 9,46! 37,37 58~3,60 48,92 18,100 0,87'),
  form(5, 'wide belly', '18,4 7,40! 48,35 72,60 60,92 28,100 0,88', '17,5 72,0'),
  form(5, 'tight', '46,3 13,4! 6,41 28,41 47,59 44,88 22,100 0,92~-4'),

  form(6, 'bow', '42,0 20,18 4,50 4,82 22,99 44,90 49,70 36,56 16,61 5~2,75'),
  form(6, 'straight back', '30,0 12,40 1,74 13,96 34,97 46,79 36,60 16,62 3,78'),
  form(6, 'curl', '48,10 36,0 17,14 3,52 6,88 28,100 50,84 44,62 24~2,60 8,78'),
  form(6, 'low loop', '34,0 8,46 1,80 16,98 36,94 41,78 29,68 13,73 4~2,84'),

  form(7, 'plain', '1,4~2 52,2! 34~-4,44 18,100'),
  form(7, 'lip', '4,20 3,4! 57,2! 34,52 24,100'),
  form(7, 'bent stem', '2,9 28,3 56,4! 36,37 27,70 27,100'),

  form(8, 'S first', '47,12 25,0 7,15 17,38 43,57 52,80 29,100 5,86 9,64 35,43 49,20 43,7'),
  form(
    8,
    'two rings',
    '29,45 9,33 10,9 31,0 48,14 45,35 28,46',
    '29,46 3,64 6,92 30,100 54,88 51,61 27,46',
  ),
  form(8, 'from the waist', '27,46 7,27 17,3 40,3 47,24 29,45 6,64 7,91 29,100 51,86 48,62 26,45'),
  form(8, 'from the left', '9,10 28,0 46,14 33,38 8,62 6,88 28,100 50,88 44,62 14,36 5,18 12,6'),

  form(9, 'ball and stick', '48,9 26,0 6,15 8,39 27,48 45,34 50,8', '51,3 48~-4,100'),
  form(9, 'in one go', '46,12 25,0 5,16 9,40 28,46 45,27 50,6! 49,52 42~-4,100'),
  form(9, 'hook', '46,10 26,0 4,17 8,43 30,48 47,28 50,8! 50,70 36,97 12,95'),
];

/** What people who know European hands read at once, and networks that learned from MNIST do not. */
export const CONFUSABLE_FORMS: readonly GoldenForm[] = [
  confusable(
    9,
    'small loop',
    '45,8 31,0 18~3,9 20,22 33,26 45,17 50,4! 55,42 47,83 24,100 0~-4,90',
  ),
  confusable(7, 'crossed', '2,7~2 54,2! 35,45 20,100', '9,54 54~4,46'),
  confusable(1, 'long upstroke', '0~4,60~8 21,32 42,0! 39,50 35,100'),
  confusable(4, 'short stem', '15,1 2~2,68! 66,63', '48,40~5 45,100'),
  confusable(9, 'open above', '33~4,6 14,8 4,25 15,45 39,39 54,14! 53,54 48,100'),
  confusable(
    8,
    'shut below',
    '66,11 48,0 30,14 38,37 37,64 15,99 8~-3,94 22~-4,67 49,41 69,22 65,8',
  ),
  confusable(4, 'narrow open', '3,0 1,51! 31,48~2', '23,5 21,100'),
  confusable(3, 'flat top', '0,6~3 61,0~2! 21,45! 45,48 61,73 41,98 7~4,96'),

  confusable(
    9,
    'swung tail',
    '52,12 37,0 19,8 15,22~4 28,31 46,22 53,8 58,42 44,83 16,99 2,91 8,83',
  ),
  confusable(7, 'wavy roof', '0,17 11,3 33,10~-3 58,3! 36,46 22,74 20,100', '6,60 52,55~4'),
  confusable(1, 'bent upstroke', '0,50~5 18,32 37,0! 38,52 35,100'),
  confusable(4, 'short and round', '14,3 3,48 15,68 67,63', '52,42 47,100~-4'),
  confusable(9, 'open below', '50,9 29,0 8,13 7~2,32 20,45 35~3,42', '54,4 51,52 46,100'),
  confusable(8, 'thin below', '42,36 31,17 45,1 64,8 61,25 38,45 15,74 3,97 11,100 27~3,78 44,38'),
  confusable(4, 'narrow', '25,0 0,63! 40~2,60', '28,2 25,100'),
  confusable(3, 'flat and narrow', '2,6 38,2 46,5! 19,39! 38,44 46,68~3 36,97 0,94'),

  confusable(9, 'hooked back', '41,15 28,3 12,10 13,24 28,29 42,17 47,2! 58,38 56,74 34,97 4~4,98'),
  confusable(7, 'leaning', '3,9~3 30,7 62,3! 36,48 14,78 3,100', '8,65~5 60,56'),
  confusable(1, 'round upstroke', '0,60~6 16,30 31,3 38,1 39,18 35,100'),
  confusable(4, 'hardly a stem', '20,2 0,72! 34,72 70,67', '44,46~4 40,100'),
  confusable(9, 'wide gap', '37~2,9 25,1 9,11 6,31 20,46 42,36 56,15 53,60 42~4,100'),
  confusable(
    8,
    'leaning and shut',
    '76,15 63,1 46,8 46,30 44,54 22,92 7,99 5~2,91 29,63 60,38 78,20 72,7',
  ),
  confusable(4, 'narrow and round', '5,2 1,38 8,53 32,48', '27,4 23,100~-3'),
  confusable(3, 'long roof', '0,4 61,3~2! 33,32! 57,50 58,82 30,100 4,95'),
];

/** All forms of the golden set. */
export const GOLDEN_FORMS: readonly GoldenForm[] = [...ORDINARY_FORMS, ...CONFUSABLE_FORMS];
