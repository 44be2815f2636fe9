import { PointerGestures, pointerMoment, type PointerMoment } from './pointer-gestures.ts';

describe('PointerGestures', () => {
  let done: string[];
  let gestures: PointerGestures;
  beforeEach(() => {
    done = [];
    gestures = new PointerGestures({
      orbit: (dx, dy) => done.push(`orbit ${dx} ${dy}`),
      pan: (dx, dy) => done.push(`pan ${dx} ${dy}`),
      spread: (factor) => done.push(`spread ${factor}`),
      tap: ({ x, y }) => done.push(`tap ${x} ${y}`),
    });
  });

  const at = (x: number, y: number, other: Partial<PointerMoment> = {}): PointerMoment => ({
    pointerId: 1,
    pointerType: 'mouse',
    isPrimary: true,
    isPressed: true,
    x,
    y,
    isPan: false,
    ...other,
  });

  it('treats a press that hardly moves as a tap', () => {
    gestures.down(at(10, 10));
    gestures.move(at(12, 11));
    gestures.up(at(12, 11));
    expect(done).toEqual(['tap 12 11']);
  });

  it('allows fingers to move more', () => {
    const finger = { pointerType: 'touch' };
    gestures.down(at(10, 10, finger));
    gestures.move(at(17, 10, finger));
    gestures.up(at(17, 10, finger));
    expect(done).toEqual(['tap 17 10']);
  });

  it('drags from 4 pixels on with a mouse, from 10 with a finger', () => {
    gestures.down(at(10, 10));
    gestures.move(at(14, 10));
    const finger = { pointerType: 'touch' };
    gestures.down(at(10, 10, finger));
    gestures.move(at(10, 20, finger));
    expect(done).toEqual(['orbit 4 0', 'orbit 0 10']);
  });

  it('goes on dragging back to where it began', () => {
    gestures.down(at(10, 10));
    gestures.move(at(20, 10));
    gestures.move(at(11, 10));
    gestures.up(at(11, 10));
    expect(done).toEqual(['orbit 10 0', 'orbit -9 0']);
  });

  it('turns the picture with a drag, and does not tap then', () => {
    gestures.down(at(10, 10));
    gestures.move(at(20, 10));
    gestures.move(at(21, 8));
    gestures.up(at(21, 8));
    expect(done).toEqual(['orbit 10 0', 'orbit 1 -2']);
  });

  it('moves the picture with another button or Shift', () => {
    gestures.down(at(10, 10, { isPan: true }));
    gestures.move(at(30, 15));
    expect(done).toEqual(['pan 20 5']);
  });

  it('moves and spreads with two fingers, and taps with neither', () => {
    const one = { pointerId: 1, pointerType: 'touch' };
    const two = { pointerId: 2, pointerType: 'touch', isPrimary: false };
    gestures.down(at(0, 0, one));
    gestures.down(at(10, 0, two));
    gestures.move(at(20, 0, two));
    gestures.move(at(20, 8, one));
    expect(done.slice(0, 2)).toEqual(['pan 5 0', 'spread 2']);
    expect(done[2]).toBe('pan 10 4');
    gestures.up(at(20, 0, two));
    gestures.up(at(20, 8, one));
    expect(done.length).toBe(4);
  });

  it('does not tap with two fingers that go down and up again', () => {
    const [one, two] = [
      { pointerId: 1, pointerType: 'touch' },
      { pointerId: 2, pointerType: 'touch', isPrimary: false },
    ];
    gestures.down(at(0, 0, one));
    gestures.down(at(10, 0, two));
    gestures.up(at(0, 0, one));
    gestures.up(at(10, 0, two));
    expect(done).toEqual([]);
  });

  it('ignores pointers that did not go down, and does not tap when one is cancelled', () => {
    gestures.move(at(50, 50));
    gestures.up(at(50, 50));
    gestures.down(at(10, 10));
    gestures.cancel(1);
    gestures.up(at(10, 10));
    expect(done).toEqual([]);
  });

  it('ends a pointer that is no longer pressed although its end event was missed', () => {
    gestures.down(at(10, 10));
    gestures.move(at(20, 10));
    gestures.move(at(60, 10, { isPressed: false }));
    gestures.move(at(90, 10, { isPressed: false }));
    gestures.up(at(90, 10, { isPressed: false }));
    expect(done).toEqual(['orbit 10 0']);
  });

  it('does not tap where it hovers after a press whose end event was missed', () => {
    gestures.down(at(10, 10));
    gestures.move(at(11, 10, { isPressed: false }));
    gestures.up(at(11, 10, { isPressed: false }));
    expect(done).toEqual([]);
  });

  it('turns, and does not spread, with a finger after one whose end event was missed', () => {
    const finger = { pointerType: 'touch' };
    gestures.down(at(10, 10));
    for (const pointerId of [5, 6]) {
      gestures.down(at(50, 50, { ...finger, pointerId }));
      gestures.move(at(70, 50, { ...finger, pointerId }));
    }
    expect(done).toEqual(['orbit 20 0', 'orbit 20 0']);
  });

  it('ends all pointers when the window loses focus', () => {
    gestures.down(at(10, 10));
    gestures.move(at(20, 10));
    gestures.cancelAll();
    gestures.move(at(60, 10));
    gestures.down(at(10, 10, { pointerId: 7, pointerType: 'touch' }));
    gestures.move(at(30, 10, { pointerId: 7, pointerType: 'touch' }));
    expect(done).toEqual(['orbit 10 0', 'orbit 20 0']);
  });
});

describe('pointerMoment', () => {
  const event = (parts: Partial<PointerEvent>): PointerEvent =>
    ({
      ...{ pointerId: 3, pointerType: 'mouse', isPrimary: true, clientX: 120, clientY: 70 },
      ...{ button: 0, buttons: 1, shiftKey: false },
      ...parts,
    }) as PointerEvent;
  const CORNER = { left: 100, top: 40 };

  it('is where the pointer is in the scene, and whether it is pressed', () => {
    expect(pointerMoment(event({}), CORNER)).toEqual({
      ...{ pointerId: 3, pointerType: 'mouse', isPrimary: true, x: 20, y: 30 },
      ...{ isPressed: true, isPan: false },
    });
    expect(pointerMoment(event({ buttons: 0 }), CORNER).isPressed).toBeFalse();
  });

  it('pans with Shift, and with any button but the first', () => {
    expect(pointerMoment(event({ shiftKey: true }), CORNER).isPan).toBeTrue();
    expect(pointerMoment(event({ button: 1 }), CORNER).isPan).toBeTrue();
    expect(pointerMoment(event({ button: 2 }), CORNER).isPan).toBeTrue();
    // No button changed: a pointer that moves.
    expect(pointerMoment(event({ button: -1 }), CORNER).isPan).toBeFalse();
  });
});
