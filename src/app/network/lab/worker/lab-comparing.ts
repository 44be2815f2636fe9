import type { Exchange, Handlers } from '../../../platform/worker-server.ts';
import type { LibraryStore } from '../../library/worker/library-store.ts';
import type { LabProtocol } from '../shared/lab-protocol.ts';
import { diceRun } from './dice-run.ts';
import type { LabSurroundings } from './lab-surroundings.ts';
import { keptAnswers, keptRuns } from './kept-runs.ts';
import { runDigits, type DigitSource } from './run-digits.ts';

/** The requests that are answered here. */
type ComparingRequest = 'keptRuns' | 'keptAnswers' | 'rollDice';

const SLICE_MS = 8;

/** What comparing runs needs of the worker. */
export interface ComparingOptions {
  readonly library: LibraryStore;
  readonly digits: DigitSource;
  readonly world: Pick<LabSurroundings, 'clock' | 'backendFor'>;
  /** Whether a run learns at the moment. */
  readonly isLearning: () => boolean;
}

/** Reads kept runs, and rolls other dice: runs that nobody watches, one at a time, only while none is under way. */
export class LabComparing {
  readonly handlers: Pick<Handlers<LabProtocol>, ComparingRequest>;
  private readonly options: ComparingOptions;
  private rolling: { readonly ending: AbortController; readonly end: Promise<void> } | undefined;

  constructor(options: ComparingOptions) {
    this.options = options;
    const { library, digits, world } = options;
    this.handlers = {
      keptRuns: async (_, { reply }) => {
        reply(await keptRuns(library));
      },
      keptAnswers: async ({ address }, { signal, reply }) => {
        const { now, turn: letOthersRun } = world.clock;
        const clock = { now, letOthersRun, turnMs: SLICE_MS };
        const answers = await keptAnswers(library, address, await digits.test(), { clock, signal });
        reply(answers, [answers]);
      },
      rollDice: (request, exchange) => this.roll(request, exchange),
    };
  }

  /** Whoever wants to learn goes first: what is rolled ends here, unheard. */
  stop(): void {
    this.rolling?.ending.abort(new DOMException('a run goes first', 'AbortError'));
  }

  private async roll(
    { settings, images }: LabProtocol['requests']['rollDice'],
    { signal, reply }: Exchange<ArrayBuffer | undefined>,
  ): Promise<void> {
    const { digits, world, isLearning } = this.options;
    // What was stopped takes a moment to end.
    if (this.rolling?.ending.signal.aborted) await this.rolling.end;
    if (signal.aborted || isLearning() || this.rolling) {
      reply(undefined);
      return;
    }
    const ending = new AbortController();
    let ended = (): void => undefined;
    this.rolling = { ending, end: new Promise((resolve) => (ended = resolve)) };
    const cancel = (): void => {
      ending.abort(signal.reason);
    };
    signal.addEventListener('abort', cancel);
    try {
      const [chosen, backend] = await Promise.all([
        runDigits(settings, digits),
        world.backendFor('cpu'),
      ]);
      const answers = await diceRun({
        ...{ settings, images, backend, digits: chosen, clock: world.clock },
        signal: ending.signal,
      });
      reply(answers, [answers]);
    } catch (error) {
      if (!ending.signal.aborted) throw error;
      reply(undefined);
    } finally {
      signal.removeEventListener('abort', cancel);
      this.rolling = undefined;
      ended();
    }
  }
}
