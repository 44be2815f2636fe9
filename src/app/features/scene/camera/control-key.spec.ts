import { ControlKey } from './control-key.ts';

describe('ControlKey', () => {
  const key = new ControlKey();
  beforeEach(() => {
    key.reset();
  });

  it('is held from down to up, whatever else is pressed meanwhile', () => {
    key.update({ type: 'keydown', key: 'Control', ctrlKey: false });
    expect(key.isHeld).toBeTrue();
    key.update({ type: 'keydown', key: 'Shift', ctrlKey: true });
    key.update({ type: 'keyup', key: 'Shift', ctrlKey: true });
    expect(key.isHeld).toBeTrue();
    key.update({ type: 'keyup', key: 'Control', ctrlKey: false });
    expect(key.isHeld).toBeFalse();
  });

  it('is not held when another key goes down', () => {
    key.update({ type: 'keydown', key: 'a', ctrlKey: false });
    expect(key.isHeld).toBeFalse();
  });

  it('is held as long as one of two is', () => {
    key.update({ type: 'keydown', key: 'Control', ctrlKey: true });
    key.update({ type: 'keydown', key: 'Control', ctrlKey: true });
    key.update({ type: 'keyup', key: 'Control', ctrlKey: true });
    expect(key.isHeld).toBeTrue();
  });

  it('follows pointer events when key events went to another window', () => {
    key.update({ type: 'pointermove', ctrlKey: true });
    expect(key.isHeld).toBeTrue();
    key.reset();
    expect(key.isHeld).toBeFalse();
    key.update({ type: 'keydown', key: 'Control', ctrlKey: true });
    key.update({ type: 'pointermove', ctrlKey: false });
    expect(key.isHeld).toBeFalse();
  });
});
