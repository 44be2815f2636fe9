import { UnreachableFile } from '../../weights/shared/file-failure.ts';
import { arrived } from './arrived.ts';

describe('arrived', () => {
  it('gives the script, or says in a sentence that it did not come', async () => {
    expect(await arrived(Promise.resolve('script'))).toBe('script');
    const failed = new TypeError('Failed to fetch dynamically imported module');
    await expectAsync(arrived(Promise.reject(failed))).toBeRejectedWithError(
      UnreachableFile,
      /^the app: its code for files: expected a server that sends it, found TypeError: Failed to fetch/,
    );
    await expectAsync(arrived(Promise.reject(new RangeError('bug')))).toBeRejectedWithError(
      RangeError,
    );
  });
});
