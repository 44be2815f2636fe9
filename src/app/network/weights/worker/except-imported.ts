import { isImported } from '../../imported-address.ts';
import type { FetchFile } from '../shared/fetch-file.ts';
import { UnreachableFile } from '../shared/file-failure.ts';

/** Wraps a `FetchFile` so that imported files are never requested from a server. */
export function exceptImported(fetchFile: FetchFile): FetchFile {
  return (url, options) => {
    if (!isImported(url)) return fetchFile(url, options);
    const what = [url, 'the file', 'to be kept on this device', 'nothing'] as const;
    return Promise.reject(new UnreachableFile(what, { kind: 'nothing' }));
  };
}
