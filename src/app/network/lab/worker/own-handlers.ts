import { prepareDrawing } from '#model';
import type { Handlers } from '../../../platform/worker-server.ts';
import { arrived } from '../../library/worker/arrived.ts';
import type { LabProtocol } from '../shared/lab-protocol.ts';
import type { OwnRequests } from '../shared/own-digits.ts';
import type { LabSurroundings } from './lab-surroundings.ts';
import type { OwnDigitStore } from './own-digit-store.ts';

const FULL = 255;

/** What the lab's worker does about own digits. */
export function ownHandlers(
  store: OwnDigitStore,
  { wallTime, tellOwn }: Pick<LabSurroundings, 'wallTime' | 'tellOwn'>,
): Pick<Handlers<LabProtocol>, keyof OwnRequests> {
  return {
    ownDigits: async (_, { reply }) => {
      reply(await store.here());
    },
    addOwnDigit: async ({ label, drawing }, { reply }) => {
      // As the app gives it to a network.
      const ink = Uint8Array.from(prepareDrawing(drawing), (share) => Math.round(share * FULL));
      const { strokes } = drawing;
      await store.add({ label, strokes, ink: ink.buffer, timeMs: wallTime() });
      tellOwn();
      reply(await store.here());
    },
    removeOwnDigits: async ({ which }, { reply }) => {
      const taken = which === 'last' ? await store.takeLast() : undefined;
      if (which === 'all') await store.clear();
      tellOwn();
      reply({ here: await store.here(), taken });
    },
    writeOwnDigits: async (_, { reply }) => {
      const { writeOwnDigits } = await arrived(import('./write-own-digits.ts'));
      const file = writeOwnDigits(await store.all());
      reply(file, [file.bytes.buffer]);
    },
  };
}
