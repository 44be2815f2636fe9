import type { InferenceRequest } from './inference-protocol';
import { InferenceSession } from './inference-session';

const session = new InferenceSession();

addEventListener('message', ({ data }: MessageEvent<InferenceRequest>) => {
  postMessage(session.answer(data));
});
