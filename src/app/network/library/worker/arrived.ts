import { UnreachableFile } from '../../weights/shared/file-failure.ts';

/**
 * A script that is loaded when it is needed.
 * @throws UnreachableFile where it does not come: without a server, before all of the app is on the device
 */
export async function arrived<Module>(loading: Promise<Module>): Promise<Module> {
  try {
    return await loading;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const what = [
      'the app',
      'its code for files',
      'a server that sends it',
      String(error),
    ] as const;
    throw new UnreachableFile(what, { kind: 'nothing' });
  }
}
