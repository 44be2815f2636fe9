import { buffersOf } from '../../weight-buffers.ts';
import type { InferenceRequest } from '../shared/inference-protocol.ts';
import { InferenceSession } from './inference-session.ts';

const session = new InferenceSession();

addEventListener('message', ({ data }: MessageEvent<InferenceRequest>) => {
  const response = session.answer(data);
  const retired = response.kind === 'loaded' ? response.retired : undefined;
  postMessage(response, { transfer: buffersOf(retired ?? []) });
});
