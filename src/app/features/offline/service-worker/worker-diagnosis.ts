import { fetchWhole } from '../../../network/weights/shared/fetch-file.ts';
import {
  arrivalOf,
  UnreachableFile,
  type Arrival,
  type FileProblem,
} from '../../../network/weights/shared/file-failure.ts';

/** Files that the browser and `sw.js` load before the service worker is installed. */
const LIST = 'ngsw.json';
const SCRIPTS = ['sw.js', 'ngsw-worker.js'];
const SCRIPT_TYPE = /\b(?:java|ecma)script\b/i;

/**
 * Finds out why the service worker could not be installed.
 * @param folder the app's, absolute
 * @param reason what the browser says
 * @returns undefined if the server does not answer: then the network is to blame
 */
export async function diagnose(folder: string, reason: string): Promise<FileProblem | undefined> {
  for (const name of [...SCRIPTS, LIST]) {
    const file = new URL(name, folder).href;
    const arrival = await arrivalAt(
      file,
      name === LIST ? whatIsWrongWithList : whatIsWrongWithScript,
    );
    if (arrival?.kind === 'nothing') return undefined;
    if (arrival) return { file, arrival };
  }
  const [file = ''] = SCRIPTS;
  return { file: new URL(file, folder).href, arrival: { kind: 'unusable', reason } };
}

/** Whether the server delivers a valid list of the app's files, not for example a captive portal's page. */
export async function isVersionThere(folder: string): Promise<boolean> {
  return (await arrivalAt(new URL(LIST, folder).href, whatIsWrongWithList)) === undefined;
}

/** Matches the file's address, absolute or from the root, in the error messages of Angular's worker. */
const NAMED_FILE = /(?:request for |FromNetwork\): |URL: )([^\s)]+?)(?=:?[\s)])/;

/**
 * Finds out why a newer version did not arrive.
 * @param error the message from Angular's worker
 * @returns undefined if no file is to blame
 */
export async function diagnoseUpdate(
  folder: string,
  error: string,
): Promise<FileProblem | undefined> {
  const [, name] = NAMED_FILE.exec(error) ?? [];
  if (name === undefined) return undefined;
  const file = new URL(name, folder).href;
  // If it arrives now, its content is not what was expected.
  const arrival = await arrivalAt(file, async (response) => {
    const bytes = await response.arrayBuffer();
    return file.endsWith('.html') ? { kind: 'other', bytes: bytes.byteLength } : arrivalOf(bytes);
  });
  return arrival && arrival.kind !== 'nothing' ? { file, arrival } : undefined;
}

async function arrivalAt(
  file: string,
  whatIsWrong: (response: Response) => Promise<Arrival | undefined>,
): Promise<Arrival | undefined> {
  const { signal } = new AbortController();
  const options = { signal, cache: 'no-store', redirect: 'manual' } as const;
  try {
    return await fetchWhole(fetch, file, options, whatIsWrong);
  } catch (error) {
    if (error instanceof UnreachableFile) return error.arrival;
    throw error;
  }
}

async function whatIsWrongWithScript(response: Response): Promise<Arrival | undefined> {
  const arrival = arrivalOf(await response.arrayBuffer());
  if (arrival.kind === 'page') return arrival;
  const type = response.headers.get('Content-Type') ?? '';
  return SCRIPT_TYPE.test(type) ? undefined : { kind: 'type', type };
}

/** The same check of the list of files as in `sw.js`. */
async function whatIsWrongWithList(response: Response): Promise<Arrival | undefined> {
  const bytes = await response.arrayBuffer();
  try {
    const list: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const isList = typeof list === 'object' && list !== null && 'configVersion' in list;
    return isList && list.configVersion === 1 ? undefined : arrivalOf(bytes);
  } catch (error) {
    if (error instanceof SyntaxError) return arrivalOf(bytes);
    throw error;
  }
}
