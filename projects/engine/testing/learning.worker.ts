import type { ThreadJob } from '../src/threads/thread-starter.ts';
import { wasmThreadsBackend } from '../src/threads/wasm-threads-backend.ts';
import { serveLearningThread, webThreads } from '../src/threads/web-threads.ts';
import { learnWhole } from './whole-learning.ts';

/** Asks for `learnWhole` on so many threads. */
export interface LearnRequest {
  readonly kind: 'learn';
  readonly threads: number;
  /** The threads' script, when it is not the worker's own. */
  readonly script?: string;
}

/** What came of it. */
export type LearnResponse = { readonly hash: string } | { readonly error: string };

addEventListener('message', ({ data }: MessageEvent<LearnRequest | ThreadJob>) => {
  if (data.kind === 'learning-thread') void serveLearningThread(data);
  else void learn(data).then(postMessage);
});

async function learn({ threads, script = location.href }: LearnRequest): Promise<LearnResponse> {
  try {
    const start = webThreads(script);
    return { hash: await learnWhole(wasmThreadsBackend({ threads, start })) };
  } catch (error) {
    // A spec that expects it reads the message; one that does not fails with it.
    return { error: String(error) };
  }
}
