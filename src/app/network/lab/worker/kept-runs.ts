import { Classifier, inTurns, type TurnClock } from '#engine';
import { FormatError, type LabelledImages } from '#model';
import { libraryAddress, libraryKey } from '../../library-address.ts';
import type { LibraryStore } from '../../library/worker/library-store.ts';
import type { KeptRun } from '../shared/kept-run.ts';
import { labHistoryIn } from '../shared/lab-history.ts';
import { packAnswers } from '../shared/test-answers.ts';
import { evaluationSteps } from './evaluation.ts';

/** The kept networks that were trained in the lab, the newest first; also those that came in a file. */
export async function keptRuns(store: LibraryStore): Promise<KeptRun[]> {
  const records = [...(await store.records())].filter(([, { removedMs }]) => !removedMs);
  records.sort(([, a], [, b]) => b.addedMs - a.addedMs);
  return records.flatMap(([key, { name, training, moments }]) => {
    try {
      const history = labHistoryIn(training, name);
      const images = moments.at(-1)?.imagesSeen;
      const address = libraryAddress(key);
      return history && images !== undefined ? [{ ...history, address, name, images }] : [];
    } catch (error) {
      // A file that somebody changed, or one of a later version: it reads digits, but cannot be compared.
      if (error instanceof FormatError) return [];
      throw error;
    }
  });
}

/**
 * What a kept run answers to the test digits at its end. Exports do not hold it: of a run from a file it is worked out.
 * @returns as `packAnswers` makes it
 * @throws FormatError if the network is not there, or damaged; the signal's reason
 */
export async function keptAnswers(
  store: LibraryStore,
  address: string,
  test: LabelledImages,
  turns: { readonly clock: TurnClock; readonly signal: AbortSignal },
): Promise<ArrayBuffer> {
  const key = libraryKey(address);
  const record = await store.record(key);
  if (!record) throw new FormatError(address, 'the network', 'in the library', 'none');
  const last = record.moments.length - 1;
  const kept = await store.evaluation(key, last);
  if (kept) return kept;
  const classifier = await Classifier.create(record.spec);
  const steps = evaluationSteps(classifier, await store.weights(key, last), test);
  return packAnswers(await inTurns(steps, turns.signal, turns.clock));
}
