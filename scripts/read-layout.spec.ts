import { readLayout } from './read-layout.ts';

describe('readLayout', () => {
  it('reads fields in order, and numbers', () => {
    const source = `
      /** Documented. */
      export const CHUNKS: u32 = 16;
      // @ts-ignore: AssemblyScript's decorator
      @unmanaged
      export class Layer {
        inputs: u32;
        /** Documented. */
        weights: usize;
        shift: f32;
      }
      // @ts-ignore: AssemblyScript's decorator
      @inline
      export function ignored(layer: Layer): u32 { return min(layer.inputs, <u32>1); }
    `;
    const { records, constants } = readLayout(source, 'layout.ts');
    expect(Object.entries(records['Layer'] ?? {})).toEqual([
      ['inputs', 'u32'],
      ['weights', 'u32'],
      ['shift', 'f32'],
    ]);
    expect(Object.keys(records)).toEqual(['Layer']);
    expect(constants).toEqual({ CHUNKS: 16 });
  });

  it('refuses fields that are not four bytes', () => {
    expect(() => readLayout('export class Batch { size: u32; loss: f64; }', 'a.ts')).toThrowError(
      'a.ts: Batch.loss: expected one of u32, usize, f32, found f64',
    );
  });
});
