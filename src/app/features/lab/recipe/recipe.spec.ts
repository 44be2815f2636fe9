import { DEFAULT_SETTINGS } from '../../../network/lab/shared/lab-settings.ts';
import { addableTo, addedBy, chosenBy, isLive, marked, partsOf, sentencesOf } from './recipe.ts';

describe('the recipe as sentences', () => {
  it('says nothing of what is as usual', () => {
    expect(sentencesOf(DEFAULT_SETTINGS)).toEqual([]);
    expect(sentencesOf({ ...DEFAULT_SETTINGS, leftOut: [3], seed: 0, rate: 3 })).toEqual([
      'leftOut',
      'seed',
    ]);
  });

  it('offers each sentence once, few while a run learns, and the GPU only where there is one', () => {
    const settings = { ...DEFAULT_SETTINGS, wrongPercent: 30 };
    expect(addableTo(settings, false, false)).toEqual([
      'leftOut',
      'weightDecay',
      'optimizer',
      'seed',
      'isExam',
    ]);
    expect(addableTo(settings, true, true)).toEqual(['weightDecay']);
    expect(addableTo(settings, false, true)).toContain('device');
  });

  it('adds a sentence that is in force at once', () => {
    for (const word of addableTo(DEFAULT_SETTINGS, false, true)) {
      expect(sentencesOf({ ...DEFAULT_SETTINGS, ...addedBy(word) })).toEqual([word]);
    }
  });

  it('brings the usual rate of another optimiser along', () => {
    expect(chosenBy('optimizer', 'momentum')).toEqual({ optimizer: 'momentum', rate: 0.01 });
    expect(chosenBy('batchSize', 16)).toEqual({ batchSize: 16 });
  });

  it('leaves few words open while a run learns', () => {
    const words = ['digits', 'stop', 'batchSize', 'rate', 'weightDecay', 'seed'] as const;
    expect(words.filter(isLive)).toEqual(['batchSize', 'rate', 'weightDecay']);
  });

  it('finds its words in the order of the language', () => {
    const { digits, rate } = marked(['digits', 'rate']);
    expect(partsOf(`Mit Rate ${rate}: zeig ihm ${digits}`)).toEqual([
      { text: 'Mit Rate', isJoined: false },
      { word: 'rate' },
      { text: ': zeig ihm', isJoined: true },
      { word: 'digits' },
    ]);
  });
});
