import type { NeuronId, PixelTrace } from '#model';
import type { Lens } from './lens/lens.ts';
import type { NetworkScene } from './network-scene.ts';
import { SceneService } from './scene-service.ts';
import { ACTIVATIONS, ScenePage } from './testing/scene-page.ts';

describe('NetworkScene, its lens', () => {
  let page: ScenePage;
  let scene: NetworkScene;
  let shown: (Lens | undefined)[];

  beforeEach(async () => {
    shown = [];
    spyOn(SceneService.prototype, 'setLens').and.callFake((lens) => {
      shown.push(lens);
    });
    page = new ScenePage();
    scene = page.fixture.componentInstance;
    await page.settle();
    shown = [];
  });

  const SLOPES = new Float64Array(784).fill(2);
  /** Each call is one that has been worked out. */
  function trace(): { readonly asked: NeuronId[] } {
    const asked: NeuronId[] = [];
    page.set({
      traceOf: (id: NeuronId): PixelTrace => {
        asked.push(id);
        return { slopes: SLOPES, constant: 0 };
      },
    });
    return { asked };
  }
  const hover = async (output: number): Promise<void> => {
    const { x = 0, y = 0 } = scene.outputAnchors()[output] ?? {};
    page.point('pointermove', x, y, { buttons: 0 });
    await page.settle();
  };

  it('is that of the neuron that a mouse or a pen is over, not of one that a finger slides over', async () => {
    const { asked } = trace();
    await hover(2);
    expect(scene.lensNeuron()).toEqual({ layer: 2, neuron: 2 });
    expect(asked).toEqual([{ layer: 2, neuron: 2 }]);
    expect(shown.at(-1)?.kind).toBe('map');
    page.point('pointerleave', 0, 0);
    await page.settle();
    expect(shown.at(-1)).toBeUndefined();
    const { x = 0, y = 0 } = scene.outputAnchors()[4] ?? {};
    page.point('pointermove', x, y, { buttons: 0, pointerType: 'touch' });
    await page.settle();
    expect(scene.lensNeuron()).toBeUndefined();
    page.point('pointermove', x, y, { buttons: 0, pointerType: 'pen' });
    await page.settle();
    expect(scene.lensNeuron()).toEqual({ layer: 2, neuron: 4 });
  });

  it('is that of the picked neuron while none is pointed at', async () => {
    trace();
    page.set({ selection: { layer: 1, neuron: 5 } });
    await page.settle();
    expect(shown.at(-1)).toEqual({ kind: 'template', neuron: 5 });
    await hover(3);
    expect(scene.lensNeuron()).toEqual({ layer: 2, neuron: 3 });
    page.point('pointerleave', 0, 0);
    await page.settle();
    expect(shown.at(-1)).toEqual({ kind: 'template', neuron: 5 });
  });

  it('is first of all that of the neuron that is asked for', async () => {
    page.set({ selection: { layer: 1, neuron: 5 }, lens: { layer: 1, neuron: 9 } });
    await page.settle();
    expect(shown.at(-1)).toEqual({ kind: 'template', neuron: 9 });
    page.set({ lens: undefined });
    await page.settle();
    expect(shown.at(-1)).toEqual({ kind: 'template', neuron: 5 });
  });

  it('leaves the ink alone under the pen, except for a template, which no drawing changes', async () => {
    const { asked } = trace();
    page.set({ activations: ACTIVATIONS, selection: { layer: 2, neuron: 5 }, isDrawing: true });
    await page.settle();
    expect(shown.at(-1)).toBeUndefined();
    expect(asked).toEqual([]);
    page.set({ selection: { layer: 1, neuron: 5 } });
    await page.settle();
    expect(shown.at(-1)).toEqual({ kind: 'template', neuron: 5 });
    page.set({ selection: { layer: 2, neuron: 5 }, isDrawing: false });
    await page.settle();
    expect(shown.at(-1)?.kind).toBe('map');
    expect(asked.length).toBe(1);
  });

  it('does not change when the network moves below a resting mouse', async () => {
    trace();
    await hover(2);
    page.press('ArrowLeft');
    await page.settle();
    expect(scene.lensNeuron()).toBeUndefined();
    expect(shown.at(-1)).toBeUndefined();
  });
});
