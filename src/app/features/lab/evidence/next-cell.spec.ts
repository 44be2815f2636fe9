import { nextCell } from './next-cell.ts';

describe('nextCell', () => {
  const from = (key: string, ctrlKey = false) => nextCell({ key, ctrlKey }, [4, 9], 10);

  it('follows the arrows, and stays in the table', () => {
    expect(from('ArrowUp')).toEqual([3, 9]);
    expect(from('ArrowDown')).toEqual([5, 9]);
    expect(from('ArrowLeft')).toEqual([4, 8]);
    expect(from('ArrowRight')).toEqual([4, 9]);
    expect(nextCell({ key: 'ArrowUp', ctrlKey: false }, [0, 0], 10)).toEqual([0, 0]);
    expect(nextCell({ key: 'ArrowDown', ctrlKey: false }, [9, 0], 10)).toEqual([9, 0]);
  });

  it('leads to the ends of the row, and with Ctrl to those of the table', () => {
    expect(from('Home')).toEqual([4, 0]);
    expect(from('End')).toEqual([4, 9]);
    expect(from('Home', true)).toEqual([0, 0]);
    expect(from('End', true)).toEqual([9, 9]);
  });

  it('leaves other keys alone', () => {
    expect(from('Tab')).toBeUndefined();
    expect(from('a')).toBeUndefined();
  });
});
