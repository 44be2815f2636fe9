import { moveCameraByKey } from './camera-keys.ts';

describe('moveCameraByKey', () => {
  const done: unknown[] = [];
  const camera = {
    orbit: (...angles: readonly number[]) => done.push(['orbit', ...angles]),
    zoom: (factor: number) => done.push(['zoom', factor]),
    show: (view: unknown) => done.push(['show', view]),
  };
  const press = (key: string): unknown => {
    done.length = 0;
    const isHandled = moveCameraByKey(camera, key);
    return isHandled ? done[0] : undefined;
  };

  it('turns the camera to the four sides', () => {
    expect(press('ArrowLeft')).toEqual(['orbit', -0.12, 0]);
    expect(press('ArrowRight')).toEqual(['orbit', 0.12, 0]);
    expect(press('ArrowUp')).toEqual(['orbit', 0, 0.12]);
    expect(press('ArrowDown')).toEqual(['orbit', 0, -0.12]);
  });

  it('zooms in and out, and shows the whole network', () => {
    expect(press('+')).toEqual(['zoom', 1 / 1.2]);
    expect(press('=')).toEqual(['zoom', 1 / 1.2]);
    expect(press('-')).toEqual(['zoom', 1.2]);
    expect(press('Home')).toEqual(['show', 'home']);
  });

  it('leaves other keys alone', () => {
    done.length = 0;
    expect(moveCameraByKey(camera, 'a')).toBeFalse();
    expect(done).toEqual([]);
  });
});
