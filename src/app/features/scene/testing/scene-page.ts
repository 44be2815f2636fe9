import { type NetworkWeights, type NeuronId, perceptronSpec } from '#model';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { CLOCK } from '../../../platform/clock.ts';
import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { NetworkScene } from '../network-scene.ts';
import type { SceneActivations } from '../scene-signals.ts';

const NETWORK = perceptronSpec([784, 16, 10]);
const WEIGHTS: NetworkWeights = NETWORK.layers.map(({ inputs, outputs }) => ({
  weights: new Float32Array(inputs * outputs).fill(0.1),
  biases: new Float32Array(outputs),
}));
export const ACTIVATIONS: SceneActivations = {
  image: new Float32Array(784).fill(0.5, 300, 700),
  layers: [16, 10].map((size) => {
    const values = new Float32Array(size).fill(1);
    return { preActivations: values, activations: values };
  }),
  logits: new Float32Array(10).fill(1),
  probabilities: Float32Array.from({ length: 10 }, (_, digit) => (digit === 3 ? 0.91 : 0.01)),
  rankings: [16, 10].map((size) => ({
    thresholds: new Float32Array(size),
    scale: 0.1,
    meanShown: 0.5,
  })),
  relevances: [784, 16, 10].map((size) => new Float32Array(size).fill(1)),
};
/** Where the page leaves the scene free, CSS pixels. */
export const FREE = { left: 150, top: 40, width: 400, height: 320 };

/** A scene on the page of a spec, and what pointers and keys do to it. */
export class ScenePage {
  readonly clock = new ManualClock();
  readonly picks: (NeuronId | undefined)[] = [];
  readonly fixture: ComponentFixture<NetworkScene>;

  constructor() {
    TestBed.configureTestingModule({ providers: [{ provide: CLOCK, useValue: this.clock }] });
    this.fixture = TestBed.createComponent(NetworkScene);
    const host = this.fixture.nativeElement as HTMLElement;
    host.style.width = '600px';
    host.style.height = '400px';
    this.set({ name: 'Network in 3D', description: '3D view', isMotionReduced: true });
    this.set({ network: NETWORK, weights: WEIGHTS, freeArea: FREE });
    this.fixture.componentInstance.pick.subscribe((neuron) => this.picks.push(neuron));
  }

  readonly set = (inputs: Readonly<Record<string, unknown>>): void => {
    for (const [name, value] of Object.entries(inputs)) {
      this.fixture.componentRef.setInput(name, value);
    }
  };

  /**
   * Waits for resize observers and effects, and until all is drawn, however late a busy GPU is; of a motion that goes
   * on, four frames.
   */
  readonly settle = async (): Promise<void> => {
    const { frameStats } = this.fixture.componentInstance;
    let drawn = 0;
    for (let i = 0; i < 4 || (this.clock.isFrameRequested && drawn < 4); i++) {
      const before = frameStats();
      this.fixture.detectChanges();
      await new Promise(requestAnimationFrame);
      this.clock.pass(16);
      if (frameStats() !== before) drawn += 1;
    }
  };

  readonly canvas = (): HTMLCanvasElement => {
    const found = (this.fixture.nativeElement as HTMLElement).querySelector('canvas');
    if (!found) throw new Error('expected a canvas in the scene');
    return found;
  };

  readonly press = (key: string): void => {
    this.canvas().dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
  };

  readonly point = (type: string, x: number, y: number, other: PointerEventInit = {}): void => {
    const { left, top } = this.canvas().getBoundingClientRect();
    this.canvas().dispatchEvent(
      new PointerEvent(type, {
        pointerId: 5,
        pointerType: 'mouse',
        isPrimary: true,
        buttons: 1,
        clientX: left + x,
        clientY: top + y,
        ...other,
      }),
    );
  };
}
