import { checkDigitFile, parseDigitList, type DigitFile, type DigitList } from '#model';
import { SuppliedDigits } from '../../src/app/network/lab/worker/digit-source.ts';
import type { OwnDigitStore } from '../../src/app/network/lab/worker/own-digit-store.ts';
import type { DigitSupply } from '../../src/app/network/library/worker/digit-supply.ts';

/** What the lab's worker does with files that are stored on the device, but for reading them there. */
async function timeDigits(count: number): Promise<number> {
  const list = await fetched('list.json');
  const parsed: DigitList = parseDigitList(new TextDecoder().decode(list), 'list.json');
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const { path } of parsed.files) files.set(path, await fetched(path));
  const supply = {
    list: () => Promise.resolve(parsed),
    bytes: async (file: DigitFile) => {
      const bytes = files.get(file.path) ?? new Uint8Array();
      await checkDigitFile(bytes, file, file.path);
      return bytes;
    },
  };
  const { signal } = new AbortController();
  // No own ones are read.
  const own: unknown = undefined;
  const digits = new SuppliedDigits(supply as unknown as DigitSupply, own as OwnDigitStore, signal);
  const beganMs = performance.now();
  await digits.training(count);
  return performance.now() - beganMs;
}

async function fetched(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(new URL(path, location.href))).arrayBuffer());
}

addEventListener('message', ({ data }: MessageEvent<number>) => {
  void timeDigits(data).then((ms) => {
    postMessage(ms);
  });
});
