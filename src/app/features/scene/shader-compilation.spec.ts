import { Camera, Scene, type WebGLRenderer } from 'three';
import { ShaderCompilation } from './shader-compilation.ts';

describe('ShaderCompilation', () => {
  it('runs until the shaders of what was set last are there', async () => {
    const finish: (() => void)[] = [];
    const renderer = {
      compileAsync: (scene: Scene) =>
        new Promise((resolve) => {
          finish.push(() => {
            resolve(scene);
          });
        }),
    } as unknown as WebGLRenderer;
    const compilation = new ShaderCompilation();
    expect(compilation.isRunning).toBeFalse();
    const first = compilation.of(renderer, new Scene(), new Camera());
    const second = compilation.of(renderer, new Scene(), new Camera());
    finish[0]?.();
    await first;
    expect(compilation.isRunning).toBeTrue();
    finish[1]?.();
    await second;
    expect(compilation.isRunning).toBeFalse();
  });

  it('has ended when the context was lost meanwhile', async () => {
    const renderer = {
      compileAsync: () => Promise.reject(new Error('lost')),
    } as unknown as WebGLRenderer;
    const compilation = new ShaderCompilation();
    await expectAsync(compilation.of(renderer, new Scene(), new Camera())).toBeRejected();
    expect(compilation.isRunning).toBeFalse();
  });
});
