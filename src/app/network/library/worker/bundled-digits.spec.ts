import { packDigitSamples } from '#model';
import { bundledDigits } from './bundled-digits.ts';

describe('bundledDigits', () => {
  const folder = 'https://school.test/app/';
  // Two of each digit, with a pixel of ink each.
  const images = Uint8Array.from({ length: 20 * 784 }, (_, index) =>
    index % 784 === 400 ? 240 : 0,
  );
  const bytes = new Uint8Array(packDigitSamples(images));

  /** A device with these files in the service worker's caches, and a server that answers so. */
  function digitsWith(stored: readonly string[] | undefined, send: typeof fetch) {
    const caches = stored && {
      match: (url: RequestInfo | URL) =>
        Promise.resolve(stored.includes(url as string) ? new Response(bytes) : undefined),
    };
    return bundledDigits({ send, caches }, folder);
  }
  const noServer = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

  it('asks for them once', async () => {
    const asked: string[] = [];
    const digits = digitsWith(undefined, (url) => {
      asked.push(url as string);
      return Promise.resolve(new Response(bytes));
    });
    const { labels, pixels } = await digits();
    expect(Array.from(labels.subarray(0, 11))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
    expect(pixels.length).toBe(labels.length * 784);
    await digits();
    expect(asked).toEqual([`${folder}samples/mnist-test.bin`]);
  });

  it('takes what is on the device where no server answers', async () => {
    const digits = digitsWith([`${folder}samples/mnist-test.bin`], noServer);
    expect((await digits()).labels.length).toBe(20);
  });

  it('says that they do not arrive where they are nowhere, and asks again next time', async () => {
    const answers = [noServer, () => Promise.resolve(new Response(bytes))];
    const digits = digitsWith([], () => (answers.shift() ?? noServer)());
    await expectAsync(digits()).toBeRejectedWithError(/expected a server that sends it/);
    expect((await digits()).labels.length).toBe(20);
    await expectAsync(digitsWith(undefined, noServer)()).toBeRejectedWithError(/a server that/);
  });

  it('takes no error page for them', async () => {
    const digits = digitsWith([`${folder}samples/mnist-test.bin`], () =>
      Promise.resolve(new Response('gone', { status: 404 })),
    );
    await expectAsync(digits()).toBeRejectedWithError(/HTTP status: expected 200, found 404/);
  });
});
