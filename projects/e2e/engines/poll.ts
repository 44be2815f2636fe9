import { expect } from '@playwright/test';

/** Asks again and again, often: on a quiet machine what is asked for is there at once. */
export function poll<Result>(look: () => Promise<Result>, message = 'what is expected') {
  return expect.poll(look, { message, intervals: [50, 100, 200, 400] });
}
