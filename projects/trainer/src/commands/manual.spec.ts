import { optionTexts } from '#command-line';
import { parseRecipe } from '#engine';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manualOptions } from '../../../command-line/testing/manual-options.ts';
import { EVALUATE_LINE } from './evaluate-command.ts';
import { EXPORT_LINE } from './export-command.ts';
import { trainLine } from './train-options.ts';

const root = join(import.meta.dirname, '../../../..');
const manual = join(root, 'docs/manual/training.md');

describe('the training manual', () => {
  it('says of the options of train what --help says', () => {
    const file = join(root, 'training/default.json');
    const recipe = parseRecipe(readFileSync(file, 'utf8'), file);
    expect(manualOptions(manual, 'Options')).toEqual(optionTexts(trainLine(recipe)));
  });

  it('says of the options of export what --help says', () => {
    expect(manualOptions(manual, 'Other formats')).toEqual(optionTexts(EXPORT_LINE));
  });

  it('says of the options of evaluate what --help says', () => {
    expect(manualOptions(manual, 'Evaluate')).toEqual(optionTexts(EVALUATE_LINE));
  });
});
