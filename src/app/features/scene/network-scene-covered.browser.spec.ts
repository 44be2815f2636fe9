import { TestBed } from '@angular/core/testing';
import { meterOf } from './testing/gl-meter.ts';
import { ACTIVATIONS, FREE, ScenePage } from './testing/scene-page.ts';

const AREA = { left: 0, top: 0, width: 500, height: 400 };
/** All that can change while something else lies over the network. */
const CHANGED = {
  activations: ACTIVATIONS,
  predictedOutput: 3,
  weights: [16, 10].map((outputs, layer) => ({
    weights: Float32Array.from({ length: outputs * (layer === 0 ? 784 : 16) }, (_, index) =>
      Math.sin(index),
    ),
    biases: new Float32Array(outputs),
  })),
  freeArea: { ...FREE, left: 60 },
  selection: { layer: 1, neuron: 5 },
  theme: 'light',
};

describe('NetworkScene, covered', () => {
  afterEach(() => {
    delete document.documentElement.dataset['theme'];
  });

  const change = (page: ScenePage): void => {
    document.documentElement.dataset['theme'] = 'light';
    (page.fixture.nativeElement as HTMLElement).style.width = `${AREA.width}px`;
    page.set(CHANGED);
  };
  const picture = async (page: ScenePage): Promise<Uint8Array> => {
    const tile = await page.fixture.componentInstance.readTile(AREA, 1);
    if (!tile) throw new Error('readTile: expected a picture, found none');
    return tile;
  };

  /** How many bytes differ; to compare so many one by one, and to name them, takes minutes. */
  const differences = (a: Uint8Array, b: Uint8Array): number =>
    a.reduce((count, byte, index) => count + (byte === b[index] ? 0 : 1), 0);

  it('draws and uploads nothing, and shows what has changed as soon as it is seen', async () => {
    const page = new ScenePage();
    await page.settle();
    const before = await picture(page);
    const gl = page.canvas().getContext('webgl2');
    if (!gl) throw new Error('expected WebGL2');
    const meter = meterOf(gl);
    page.set({ isCovered: true });
    await page.settle();
    meter.reset();
    change(page);
    await page.settle();
    expect([meter.draws, meter.uploadedBytes, page.clock.isFrameRequested]).toEqual([0, 0, false]);

    page.set({ isCovered: false });
    await page.settle();
    expect(meter.draws).toBeGreaterThan(0);
    const after = await picture(page);
    const anchors = page.fixture.componentInstance.outputAnchors();

    TestBed.resetTestingModule();
    const never = new ScenePage();
    change(never);
    await never.settle();
    expect(differences(after, await picture(never))).toBe(0);
    expect(differences(after, before)).toBeGreaterThan(1000);
    expect(anchors).toEqual(never.fixture.componentInstance.outputAnchors());
  });

  it('stays where somebody has turned it to', async () => {
    const page = new ScenePage();
    await page.settle();
    page.set({ askedView: { view: { layer: 1 } } });
    await page.settle();
    page.press('ArrowLeft');
    await page.settle();
    const turned = await picture(page);
    for (const isCovered of [true, false]) {
      page.set({ isCovered });
      await page.settle();
    }
    expect(differences(await picture(page), turned)).toBe(0);
  });
});
