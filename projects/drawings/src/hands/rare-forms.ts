import type { DigitForm } from './digit-forms.ts';
import { skeletonOf } from './skeleton.ts';

/** Where a form is written, and who says so. */
interface Origin {
  readonly region: string;
  readonly source: string;
}

/** A way to write a digit that MNIST has rarely or not at all, and people abroad or in haste do. */
export interface RareForm extends DigitForm, Origin {}

const VARIATION = 'Wikipedia, Regional handwriting variation';
const EUROPEAN = 'NationMaster Encyclopedia, European numerals';
/** School models; in their digits the countries hardly differ. */
const SCHOOLS: Origin = {
  region: 'Germany, France, Poland, India',
  source: 'TypeTogether, Primarium (2023) and its fonts, Playwrite',
};
/** The source names Europe; Turkey and the Maghreb write so too. */
const CONTINENT: Origin = {
  region: 'Germany, France, Poland, Turkey, Maghreb',
  source: VARIATION,
};
const FRANCE: Origin = { region: 'France, Maghreb', source: EUROPEAN };
const EASTERN_EUROPE: Origin = { region: 'Eastern Europe', source: EUROPEAN };
const CURSIVE: Origin = { region: 'United States, Germany, Austria', source: VARIATION };
const COPPERPLATE: Origin = { region: 'where copperplate is taught', source: VARIATION };
const MANUSCRIPT: Origin = { region: 'United States', source: 'Zaner-Bloser, Handwriting' };
const EAST_ASIA: Origin = { region: 'China, Japan, Korea', source: VARIATION };
/** Slanting; 6 reaches higher, 7 and 9 lower; a 2 ends upwards, so that nobody makes a 3 of it. */
const BOOKKEEPING: Origin = {
  region: 'China',
  source: 'Dongao Accounting Online, how to write figures in accounts (2014)',
};
const SOME: Origin = { region: 'everywhere', source: VARIATION };
/** What haste or habit makes of a taught form. */
const HABIT: Origin = { region: 'everywhere', source: 'no model: everyday hands' };

const rare = (
  digit: number,
  name: string,
  { region, source }: Origin,
  ...strokes: readonly string[]
): RareForm => ({ digit, name, skeleton: skeletonOf(...strokes), region, source });

/** Forms that training would lack otherwise; of what is easily confused, both sides. */
export const RARE_FORMS: readonly RareForm[] = [
  rare(0, 'leaning', SCHOOLS, '50,2 30,6 12,36 4~3,70 14,98 34,94 52,62 60~-3,26 54,4 46,3'),
  rare(0, 'circle', HABIT, '50,3 24,3 2,28 0~4,62 22,96 54,98 80,72 84~-4,36 66,6 44,2'),
  rare(0, 'script', SOME, '44,5 20,3 3,34 5,74 26,100 50,84 58,44 46,10 32~4,6 30,16~4 62,10~4'),
  rare(0, 'open', HABIT, '42,4 18,8 2,44 9,86 32,100 54,85 61,48 56~2,14~-4'),
  rare(0, 'slashed', SOME, '44,2 14,8 -2,44 8,86 38,100 68,86 78,48 64,10 42,2', '78,6 0,96'),
  rare(0, 'crossed ends', HABIT, '12~-4,0 32,16 56,44 52,84 28,100 4,80 8,44 28,18 50~5,2'),

  rare(1, 'upstroke from the foot', CONTINENT, '0,76~10 36,0! 36,50 35,100'),
  rare(1, 'bent upstroke', FRANCE, '0,64~8 18,44 34,0! 33,50 33,100'),
  rare(1, 'long upstroke and foot', FRANCE, '4,54~10 34,0! 33,100', '8,100 34,99 60~6,99'),
  rare(1, 'leaning', SCHOOLS, '28~-4,33~4 50,0! 40,50 28,100'),
  rare(1, 'roof', HABIT, '10~-4,42~8 30,0! 30,50 29,100'),
  rare(1, 'slanting bar', BOOKKEEPING, '34~8,0 18,50 2,100'),
  rare(1, 'foot at once', HABIT, '8,26~6 30,0! 30,97! 8,99! 52~5,97'),
  rare(1, 'foot to the left', CONTINENT, '6,32~8 34,0! 33,50 32,98! 2~-6,99'),
  rare(1, 'hat and foot to the left', HABIT, '10~-5,24 32,1! 33,50 32,97! 4~-6,100'),
  rare(1, 'short stem under a long upstroke', FRANCE, '0,60~8 20,32 44,0! 36,54 28~-4,100'),
  rare(1, 'long, flat upstroke', HABIT, '-24~12,50~8 8,28 44,0! 38,50 28,100'),
  rare(1, 'flat upstroke, short stem', HABIT, '-34,42~10 2,22 38~6,0! 36,50 32~-4,100'),
  rare(1, 'arched upstroke', HABIT, '0~-6,46~8 20,18 46,1 42,50 24,100'),
  rare(1, 'wide foot', CONTINENT, '2,20~6 24,0! 24,50 24,97', '-4~-6,98 32,98 66~6,99'),

  rare(2, 'flat head', HABIT, '2,12~4 14,2 44,1 54,12 44,36 2,97! 32,97 66,96'),
  rare(
    2,
    'large loop',
    CURSIVE,
    '6,24 15,4 35,0 54,14 49,42 28,74 8,95 1,85 12~3,76~-4 34,90 52,98 68,86',
  ),
  rare(2, 'curled head', HABIT, '18,22 7,22 9,7 28,0 50,10 51,34 34,64 4,96! 22,90~-3 44,98 64,88'),
  rare(
    2,
    'upturned end',
    BOOKKEEPING,
    '6,22 18,3 38,0 54,14 50,36 28,68 2,98! 36,98 60,94 68,82~-5',
  ),
  rare(2, 'narrow, straight back', HABIT, '8,14 22,0 38,7 36,34 20,66 2,97! 28,98 54~5,97'),
  rare(2, 'small eye', HABIT, '14,18 12,5 26,0 38,9 34,36 4,97! 28,97 58~5,98'),
  rare(2, 'short foot', HABIT, '0,20 18,2 46,2 55,20 36,52 26,84 40,99 60~5,97'),

  rare(3, 'flat-topped, wide', SOME, '0,3 28,3 58,1! 24~3,38! 52,46 64,70 50,96 20,101 0,88'),
  rare(3, 'flat-topped, rounded', SOME, '4,5 30,2 52,2 50,12 30,36! 54,50 60,72 46,96 22,100 2,90'),
  rare(3, 'shallow waist', HABIT, '4,10 26,0 48,10 47,32 32~4,46! 53,58 56,82 34,100 2,91'),
  rare(3, 'small head', HABIT, '12,11 28,0 46,7 44,25 22~3,36! 52,45 63,70 46,98 18,100 0,87'),
  rare(3, 'large head', HABIT, '0,14 22,0 50,5 57,28 40,50 18~4,55! 44,60 54,78 38,98 16,100 2,92'),
  rare(3, 'hardly a waist', HABIT, '10,16 26,2 46,4 48,20 38~-4,38 47,52 44,78 24,97 0~4,98'),
  rare(3, 'hardly a waist, flat-topped', HABIT, '0,6 28,2 58,3 46,24 34~4,38 44,56 36,82 6,100'),

  rare(4, 'short stem', SCHOOLS, '34~-4,0 20,34 2,67! 32,67 64,67', '46,38~9 44,68 42,100'),
  rare(4, 'square', MANUSCRIPT, '6,0 5,28 4,52! 30,52 62,51', '48,0 47,50 46,100'),
  rare(4, 'Greek cross', EASTERN_EUROPE, '16~-4,14~5 8,54! 36,53 68,52', '44,0 42,50 41,100'),
  rare(4, 'narrow, open', HABIT, '5,0 4,24 1,50! 20,50 44~4,48', '37~2,2 34,50 31,100'),
  rare(4, 'narrow, closed', HABIT, '28,0 13,32 -5,64! 21,65 46~4,64', '30,1 30,50 29,100'),
  rare(4, 'low bar', HABIT, '14,0 9,36 2,72~3! 32,72 64,70', '46,16~8 44,60 42,100'),
  rare(4, 'two bows', HABIT, '5,0 3,34 13~-3,50 32,51 50,42', '53,0 51,50 48,100'),
  rare(4, 'retraced', HABIT, '7,3 2,54! 26,54 47,48 52,4! 50,50 47,100'),
  rare(4, 'at once', HABIT, '28,0 12,36 4,66 24,68 48,42~6! 42,70 37,100'),
  rare(4, 'at once, round', HABIT, '34,0 15,38 6,62 20,71 40,55 48,36~6 44,66 38,100'),
  rare(4, 'crossed stem', HABIT, '20,0 10,30 2,60! 28,62 62,58', '48~6,26 38,62 28,100'),
  rare(4, 'at once, long left side', HABIT, '16~4,0 8,40 1,76 14,82 28,58! 27,78 25,100'),
  rare(4, 'long left side', HABIT, '18~4,0 8,40 1,78! 18,80 40~4,76', '28,52~8 27,76 24,100'),
  rare(
    4,
    'small head, leaning',
    HABIT,
    '44,0 22,28 10~4,46! 36,46 60~-6,42',
    '50,8~6 38,50 18,100',
  ),
  rare(4, 'small head', HABIT, '36,0 22,20 8~4,40! 34,40 56~-6,38', '40,8~8 37,50 30,100'),

  rare(
    5,
    'loose hat',
    MANUSCRIPT,
    '14,12 8,46! 30,38 51,47 57,70 44,95 20,100 1,91',
    '20,2 42,0 64,-2~-4',
  ),
  rare(5, 'small belly', HABIT, '56,2 34,2 16,3! 12,30 9,55! 30,48 50,57 54,78 38,98 8,97'),
  rare(5, 'large belly', HABIT, '54,2 36,2 22,2! 19,16 15,31! 42,26 62,50 57,84 30,100 2,91'),
  rare(5, 'leaning', SCHOOLS, '66,1 48,1 30,1! 25,22 18,44! 38,38 54,52 51,82 28,100 0,93'),
  rare(
    5,
    'curled in',
    HABIT,
    '57,2 38,2 18,3! 14,22 10,45! 34,38 55,54 54,86 31,100 10,92 6~2,80~-3',
  ),

  rare(6, 'small bowl', BOOKKEEPING, '50,0 28,22 9,54 4,80 15,98 34,99 45,84 37,69 21,67~-3 6,80'),
  rare(6, 'upright', HABIT, '12,0 8,38 5,76 18,99 42,98 53,80 44,62 24,60~-4 6,76'),
  rare(6, 'open bowl', HABIT, '46,2 20,24 4,62 12,94 36,100 53,82 46,64 28~-5,63'),
  rare(6, 'large bowl', HABIT, '46,0 20,14 2,52 9,88 33,100 55,81 53,53 35,42~-5 14,52 4,66'),
  rare(6, 'spiral', HABIT, '50,4 24,10 4,46 7,84 30,100 53,85 50,62 29,57 17,69 26~4,78'),
  rare(6, 'bowl shut beyond the stem', HABIT, '36,0 18,26 11,66 20,96 40,96 45,74 24,60 -10~8,58'),

  rare(7, 'swash', COPPERPLATE, '-2,19~3 4,3! 22,1 42,6 68,1! 46,44 30,72 26,100'),
  rare(7, 'serif', EAST_ASIA, '3,24~5 3,3! 32,3 64,2! 50,44 36,100'),
  rare(7, 'steep', HABIT, '-4,5~3 24,4 50,2! 48,50 43~-4,100'),
  rare(7, 'long bar', CONTINENT, '2,4 30,3 58,2! 44,42 26,100', '0~-4,54 30,51 62,48~-4'),
  rare(7, 'rising bar', CONTINENT, '0,5 28,3 58,2! 42,44 24,100', '16,62~4 36,54 56,44~-4'),
  rare(7, 'steep and crossed', CONTINENT, '2,6~5 26,4 50,2! 47,50 42,100', '24,54 46,51 66,49~-4'),
  rare(
    7,
    'curved and crossed',
    CONTINENT,
    '0,4 30,7 60,1! 42,32 31~-2,64 28,100',
    '14,52 34,50 56,47',
  ),
  rare(7, 'crossed at once', HABIT, '0,16~4 14,3 54,4! 36,48 16,98! 4,70 28,60 56~5,56'),
  rare(
    7,
    'hooked and crossed',
    CONTINENT,
    '2,24~4 14,5 34,2 56,4! 38,50 20,100',
    '4,68 30,59 58,54~-4',
  ),
  rare(7, 'round shoulder', HABIT, '-4,4 30,1 55,4 56,19 41,56 29~-3,100'),
  rare(7, 'wide and crossed, round', HABIT, '-4,14 24,1 60,8 58,48 30,100', '-2~6,54 32,48 66,40'),

  rare(
    8,
    'lean lower loop',
    HABIT,
    '61,10 46,0 26,7 25,26 40,44 43~2,66 30,93 14,100 5~-2,88 18,64 42,42 60,25 60,10',
  ),
  rare(
    8,
    'small head',
    HABIT,
    '42,7 30,0 19,8 23,23 42,40 59,67 49,96 25,100 6,84 8,62 27,42 43,24 42,8',
  ),
  rare(
    8,
    'large head',
    HABIT,
    '55,16 30,0 5,15 10,40 33,57 46,76 37,98 21,99 11,84 20,66 44,48 58,30 55,14',
  ),
  rare(
    8,
    'open',
    HABIT,
    '43,9 26,0 9,12 14,33 34,47 54,65 52,90 28,100 5,88 7,66 29,49 48,32 60~-4,8',
  ),
  rare(8, 'hourglass', HABIT, '8,5 28,0 52,4 46,26 13,76 8,97 30,100 54,95 49,75 15,25 8,6'),
  rare(
    8,
    'thin lower loop',
    HABIT,
    '46,9 30,0 12,9 18,34 35,58 31,90 22,100 16,88 30,58 47,30 46,8',
  ),
  rare(
    8,
    'narrow',
    HABIT,
    '38,9 24,0 9,10 13,31 27,46 41,66 37,92 21,100 4,91 5,68 22,48 37,30 38,9',
  ),
  rare(
    8,
    'open head',
    HABIT,
    '6,16 24,1 46,6 44,26 24,46 6,68 8,92 30,100 48,84 42,62 22~4,46 4,38',
  ),
  rare(
    8,
    'run-in',
    HABIT,
    '-26~8,44 4,43 32,52 50,72 40,97 14,98 8,80 28,58 46,32 40,4 14,4 10,26',
  ),
  rare(
    8,
    'open to the right',
    HABIT,
    '60~5,4 36,1 16,14 22,36 46,58 48,86 24,100 4,84 10,60 44~3,34',
  ),

  rare(
    9,
    'small loop and hook',
    CONTINENT,
    '48,9 29,0 9,9 7,27 24,38 42,31 50,11! 57,46 49,82 24,100 0~-4,92',
  ),
  rare(
    9,
    'small loop, wide hook',
    HABIT,
    '40,11 25,0 9,11 16,30 35,27 43,11! 56,54 48,88 20,101 -8~-6,92',
  ),
  rare(9, 'small loop, leaning', HABIT, '58,10 44,0 26,10 24,30 42,33 60,8! 38,56 6,100'),
  rare(
    9,
    'sweeping tail',
    SCHOOLS,
    '55,24 46,5 28,0 8,10 4,30 16,47 36,47 52,34 56,20 55,54 42,86 12~-4,100',
  ),
  rare(9, 'long straight tail', BOOKKEEPING, '48,9 30,0 10,11 8,30 25,39 43,29 51,6! 42,52 28,100'),
  rare(9, 'open above', HABIT, '40~3,8 31,2 12,6 2,26 10,46 31,47 48,34 55,2! 53,50 48,100'),
  rare(9, 'arc and bar', HABIT, '41~3,9 22,0 4,18 8,40 26,48 41~3,41', '54,2 53,50 50,100'),
  rare(9, 'clockwise', HABIT, '38~5,47 20,47 4,31 8,9 33,0 53,14 57,48 45,100'),
  rare(9, 'clockwise, hooked', HABIT, '38~5,45 20,44 5,29 10,6 34,0 54,16 58,54 47,88 23,100 2,92'),
  rare(
    9,
    'small loop, far hook',
    HABIT,
    '40,8 24,2 8,12 14,30 32,30 42,12! 52,44 48,82 20,100 -20~-8,97',
  ),
  rare(9, 'shut loop, leaning', HABIT, '64,8 46,2 26,10 22,22 40,24 66,6! 44,50 2~6,100'),
  rare(
    9,
    'small loop, bulging stem',
    HABIT,
    '40,6 24,2 10,10 10,24 26,32 40,20 42,6! 44,36 58,62 54,86 30,100 -4~-6,95',
  ),
  rare(
    9,
    'small round head, low hook',
    HABIT,
    '36,12 26,2 12,8 14,22 30,24 37,10! 40,40 54,70 46,94 22,100 4~-5,94',
  ),
  rare(
    9,
    'begun with a bar',
    HABIT,
    '60~4,6 36,2 14,12 16,32 36,34 46,18 44,10! 52,50 52,84 24,100 -14~-8,97',
  ),
  rare(
    9,
    'flat loop, leaning',
    HABIT,
    '56,14 34,16 14,26 12,34 32,32 56,14 62,4! 50,44 28,80 0~6,100',
  ),
];

/** The rare forms of one digit. */
export function rareFormsOf(digit: number): readonly RareForm[] {
  return RARE_FORMS.filter((candidate) => candidate.digit === digit);
}
