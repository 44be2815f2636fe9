import type { InkReading } from '#formats';
import { FormatError } from '#model';
import { lookAddress } from '../../library-address.ts';
import type { NetworkReport } from '../shared/import-report.ts';
import type { DigitScore } from '../shared/library-network.ts';
import { arrived } from './arrived.ts';
import type { CheckedNetwork } from './check-files.ts';
import type { NetworkToKeep } from './keep-network.ts';
import { calibrationIn, type ReadableNetwork } from './readable-network.ts';

interface Held {
  readonly checked: CheckedNetwork;
  /** While it is looked at. */
  looked?: ReadableNetwork;
}

/** A page asks for one check after the other; more than these were given up, and nobody said so. */
const MOST = 3;

/** Networks that were checked and are not kept, by the numbers of their reports. */
export class HeldReports {
  private readonly held = new Map<number, Held>();
  private lastId = 0;

  /** Holds a network, and completes its report. */
  hold(checked: CheckedNetwork, twin: string | undefined): NetworkReport {
    this.lastId += 1;
    this.held.set(this.lastId, { checked });
    const idle = [...this.held].filter(([, { looked }]) => !looked).map(([id]) => id);
    for (const id of idle.slice(0, -MOST)) this.held.delete(id);
    return { ...checked.report, id: this.lastId, twin };
  }

  forget(id: number): void {
    this.held.delete(id);
  }

  /**
   * What a report is about, ready to be kept.
   * @param ink how ink counts, where the report asks
   * @throws FormatError if it was forgotten, or ink is missing
   */
  async toKeep(id: number, name: string, ink: InkReading | undefined): Promise<NetworkToKeep> {
    const { report, network, precision, fingerprint } = this.get(id).checked;
    const { origin, trial, face } = report;
    const kept = { name, origin, precision };
    if (report.ink.kind !== 'asked') {
      return { ...kept, network, fingerprint, score: trial?.all, face };
    }
    if (!ink) {
      throw new FormatError(origin.file, 'ink', 'to be told how it counts', 'nothing said');
    }
    const { asTold } = await arrived(import('./as-told.ts'));
    const { candidates } = report.ink;
    return { ...kept, ...asTold(network, ink), score: scoreOf(candidates, ink) };
  }

  /** Makes a checked network readable under an address of its own. */
  async look(id: number, ink: InkReading | undefined): Promise<string> {
    const { network, name, precision, fingerprint } = await this.toKeep(id, '', ink);
    const { spec, training, checkpoints } = network;
    const address = lookAddress(id);
    const { report } = this.get(id).checked;
    this.get(id).looked = {
      ...{ address, name: name || report.name, spec, training, precision },
      moments: checkpoints.map(({ moment }) => moment),
      calibration: calibrationIn(spec, training, report.origin.file),
      edition: fingerprint,
      weights: (index) => {
        const found = checkpoints[index];
        if (!found) throw new FormatError(address, 'timeline', `a checkpoint ${index}`, 'none');
        // Copies, since weights are handed over.
        return Promise.resolve(structuredClone(found.weights));
      },
    };
    return address;
  }

  /** The network that is looked at under an address. */
  lookedAt(address: string): ReadableNetwork | undefined {
    return [...this.held.values()].find(({ looked }) => looked?.address === address)?.looked;
  }

  private get(id: number): Held {
    const held = this.held.get(id);
    if (held) return held;
    throw new FormatError(
      'chosen files',
      'the network',
      'still in memory',
      'nothing of it; choose them again',
    );
  }
}

function scoreOf(
  candidates: readonly {
    readonly reading: InkReading;
    readonly trial: { readonly all: DigitScore } | undefined;
  }[],
  ink: InkReading,
): DigitScore | undefined {
  const told = candidates.find(
    ({ reading }) =>
      reading.scale === ink.scale &&
      reading.isInverted === ink.isInverted &&
      reading.isTransposed === ink.isTransposed,
  );
  return told?.trial?.all;
}
