/**
 * Why learning on a GPU is not possible, or not any more: there is none, it is only a program that
 * behaves like one, it is too small, its memory is used up, it was lost, or something else.
 */
export type GpuProblem = 'none' | 'software' | 'limits' | 'memory' | 'lost' | 'failed';

/** Learning on the GPU cannot begin or go on; the message says what happened in words. */
export class GpuError extends Error {
  override readonly name = 'GpuError';
  readonly problem: GpuProblem;

  constructor(problem: GpuProblem, message: string, options?: ErrorOptions) {
    super(`GPU: ${message}`, options);
    this.problem = problem;
  }
}
