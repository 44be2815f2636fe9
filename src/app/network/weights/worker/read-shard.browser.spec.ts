import { decodeFloat16, FormatError, sha256Hex, type PackedWeights } from '#model';
import { UnreachableFile } from '../shared/file-failure.ts';
import { readShard, readStored, type VerifiedShard } from './read-shard.ts';
import { emptyStore, ExportServer, makeExport } from '../testing/export-server.ts';
import type { WeightStore } from './weight-store.ts';
import type { ShardAddress } from '../shared/shard-address.ts';

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;

describe('readShard', () => {
  const made = makeExport({ mark: 7 });
  const file = made.shards[1] ?? '';
  const text = made.files.get(file) ?? '';
  const sha256 = sha256Hex(new Uint8Array(bytesOf(text)));
  const { manifestUrl, network } = made;
  const hashed: ShardAddress = { manifestUrl, manifestSha256: 'e', file, network, sha256 };
  const unhashed: ShardAddress = { manifestUrl, manifestSha256: 'e', file, network };
  let server: ExportServer;
  let store: WeightStore;

  beforeEach(async () => {
    server = new ExportServer();
    server.add(made);
    ({ store } = await emptyStore());
  });

  const read = (shard: ShardAddress, known = shard.sha256): Promise<VerifiedShard> =>
    readShard(shard, known, { store, fetchFile: server.fetchFile }, new AbortController().signal);
  const firstBias = ({ weights }: VerifiedShard): unknown => weights[0]?.biases[0];

  it("decodes the server's file, and passes on its bytes and their hash to be stored", async () => {
    const shard = await read(unhashed);
    expect(firstBias(shard)).toBe(8);
    expect(shard.fetched?.sha256).toBe(sha256);
    expect(new TextDecoder().decode(shard.fetched?.bytes)).toBe(text);
    expect(server.requests).toEqual([{ url: file, cache: 'default' }]);
  });

  it('uses a stored shard without a request to the server', async () => {
    await store.storeShard(hashed, sha256, bytesOf(text));
    const shard = await read(unhashed, sha256);
    expect([firstBias(shard), shard.fetched, server.requests]).toEqual([8, undefined, []]);
  });

  it('deletes a damaged stored shard, and fetches it', async () => {
    await store.storeShard(hashed, sha256, bytesOf(text.replace('A', 'B')));
    const shard = await read(hashed);
    expect(firstBias(shard)).toBe(8);
    expect(shard.fetched?.sha256).toBe(sha256);
    expect(await store.shard(sha256)).toBeUndefined();
  });

  for (const [name, shard, damaged] of [
    ['with another hash', hashed, text.replace('A', 'B')],
    ['cut off, of an export without hashes', unhashed, text.slice(0, 900)],
  ] as const) {
    it(`fetches a file ${name} again, bypassing the browser's cache`, async () => {
      server.answers.set(file, (cache) => (cache === 'reload' ? text : damaged));
      expect(firstBias(await read(shard))).toBe(8);
      expect(server.requests.map(({ cache }) => cache)).toEqual(['default', 'reload']);
    });

    it(`names a file ${name} that is damaged again`, async () => {
      server.answers.set(file, () => damaged);
      const error: unknown = await read(shard).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(FormatError);
      expect(error).not.toBeInstanceOf(UnreachableFile);
      expect(String(error)).toContain(`${file}: `);
      expect(server.requests.length).toBe(2);
    });
  }

  describe('of stored weights only', () => {
    const packed = (shard: ShardAddress): Promise<PackedWeights | undefined> =>
      readStored(shard, shard.sha256, store, new AbortController().signal);

    it('gives them as they are in the file, and asks no server', async () => {
      await store.storeShard(hashed, sha256, bytesOf(text));
      const [layer] = (await packed(hashed)) ?? [];
      expect(layer?.weights.length).toBe(2 * 7840);
      expect(decodeFloat16(layer?.biases ?? new Uint8Array())[0]).toBe(8);
      expect(server.requests).toEqual([]);
    });

    it('gives nothing where they are missing, damaged or not named by a hash', async () => {
      expect(await packed(hashed)).toBeUndefined();
      await store.storeShard(hashed, sha256, bytesOf(text.replace('A', 'B')));
      expect(await packed(hashed)).toBeUndefined();
      expect(await packed(unhashed)).toBeUndefined();
      expect(server.requests).toEqual([]);
    });
  });

  it('shows the expected and the actual hash', async () => {
    server.answers.set(file, () => '{}');
    // echo -n '{}' | sha256sum
    const found = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
    const message = `${file}: SHA-256: expected ${sha256}, found ${found}`;
    await expectAsync(read(hashed)).toBeRejectedWithError(FormatError, message);
  });

  it('requests a file that does not arrive only once', async () => {
    server.isDown = true;
    await expectAsync(read(hashed)).toBeRejectedWithError(
      UnreachableFile,
      /a server that sends it, found TypeError/,
    );
    server.isDown = false;
    server.files.delete(file);
    await expectAsync(read(hashed)).toBeRejectedWithError(
      UnreachableFile,
      /expected 200, found 404/,
    );
    expect(server.requests.length).toBe(2);
  });
});
