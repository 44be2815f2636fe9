import { ControlKey } from './control-key.ts';

describe('ControlKey', () => {
  const key = new ControlKey();
  beforeEach(() => {
    key.forget();
  });

  it('is held from down to up, whatever else is pressed meanwhile', () => {
    key.note({ type: 'keydown', key: 'Control', ctrlKey: false });
    expect(key.isHeld).toBeTrue();
    key.note({ type: 'keydown', key: 'Shift', ctrlKey: true });
    key.note({ type: 'keyup', key: 'Shift', ctrlKey: true });
    expect(key.isHeld).toBeTrue();
    key.note({ type: 'keyup', key: 'Control', ctrlKey: false });
    expect(key.isHeld).toBeFalse();
  });

  it('is held as long as one of two is', () => {
    key.note({ type: 'keydown', key: 'Control', ctrlKey: true });
    key.note({ type: 'keydown', key: 'Control', ctrlKey: true });
    key.note({ type: 'keyup', key: 'Control', ctrlKey: true });
    expect(key.isHeld).toBeTrue();
  });

  it('is believed of pointers where the keys went to another window', () => {
    key.note({ type: 'pointermove', ctrlKey: true });
    expect(key.isHeld).toBeTrue();
    key.forget();
    expect(key.isHeld).toBeFalse();
    key.note({ type: 'keydown', key: 'Control', ctrlKey: true });
    key.note({ type: 'pointermove', ctrlKey: false });
    expect(key.isHeld).toBeFalse();
  });
});
