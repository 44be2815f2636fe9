import { placeBeside } from './place-beside.ts';

const MENU = { width: 280, height: 160 };

describe('placeBeside', () => {
  it('stands beside the paper on a wide screen, level with its button', () => {
    const paper = { left: 24, top: 300, width: 350, height: 350 };
    const button = { left: 310, top: 666, width: 48, height: 70 };
    const place = placeBeside(paper, button, MENU, { width: 1280, height: 800 });
    expect(place).toEqual({ left: 382, top: 576 });
    // The button may stand further out than the paper.
    const aside = placeBeside(paper, { ...button, left: 400 }, MENU, { width: 1280, height: 800 });
    expect(aside.left).toBe(456);
  });

  it('stands above the paper on a high screen', () => {
    const paper = { left: 24, top: 620, width: 450, height: 450 };
    const button = { left: 232, top: 1103, width: 48, height: 48 };
    const place = placeBeside(paper, button, MENU, { width: 820, height: 1180 });
    expect(place).toEqual({ left: 8, top: 452 });
  });

  it('takes the other side where there is no room, and its button as a last resort', () => {
    const paper = { left: 24, top: 100, width: 450, height: 450 };
    const button = { left: 232, top: 560, width: 48, height: 48 };
    expect(placeBeside(paper, button, MENU, { width: 820, height: 1180 }).left).toBe(482);
    const low = { left: 24, top: 200, width: 400, height: 200 };
    expect(placeBeside(low, button, MENU, { width: 640, height: 600 })).toEqual({
      left: 8,
      top: 32,
    });
    const full = { left: 8, top: 8, width: 300, height: 160 };
    const inside = { left: 100, top: 180, width: 48, height: 48 };
    expect(placeBeside(full, inside, MENU, { width: 320, height: 256 })).toEqual({
      left: 8,
      top: 12,
    });
  });

  it('does not stand beside a paper that is folded away', () => {
    const nothing = { left: 0, top: 0, width: 0, height: 0 };
    const button = { left: 300, top: 600, width: 48, height: 48 };
    const place = placeBeside(nothing, button, MENU, { width: 1280, height: 800 });
    expect(place).toEqual({ left: 68, top: 432 });
  });
});
