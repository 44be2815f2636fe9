import { legendPlace } from './legend-place.ts';

describe('legendPlace', () => {
  const WORDS = ['raises', 'lowers', 'active'];
  const freeArea = { left: 400, top: 20, width: 500, height: 700 };
  const bare = { freeArea, texts: [], layers: [], scale: 1 };

  it('is a row in the lower left corner', () => {
    expect(legendPlace(WORDS, bare)).toEqual({ left: 400, top: 730 - 17, isStacked: false });
  });

  it('is a stack where a name would be in the way of the row', () => {
    const name = { left: 520, top: 700, width: 130, height: 18 };
    expect(legendPlace(WORDS, { ...bare, texts: [name] })).toEqual({
      left: 400,
      top: 730 - 51,
      isStacked: true,
    });
  });

  it('is away where there is room for neither', () => {
    const layer = [
      { x: 410, y: 100 },
      { x: 700, y: 100 },
      { x: 700, y: 690 },
      { x: 410, y: 690 },
    ];
    const name = { left: 480, top: 700, width: 130, height: 18 };
    expect(legendPlace(WORDS, { ...bare, texts: [name], layers: [layer] })).toBeUndefined();
    expect(legendPlace(WORDS, { ...bare, freeArea: { ...freeArea, width: 60 } })).toBeUndefined();
  });

  it('takes more room with larger letters', () => {
    const name = { left: 400 + 3 * (32 + 42) + 2 * 18 + 10, top: 700, width: 130, height: 18 };
    expect(legendPlace(WORDS, { ...bare, texts: [name] })?.isStacked).toBeFalse();
    expect(legendPlace(WORDS, { ...bare, texts: [name], scale: 1.3 })?.isStacked).toBeTrue();
  });
});
