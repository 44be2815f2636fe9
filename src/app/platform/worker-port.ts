/** What the page uses of a `Worker`; replaced in specs. */
export type WorkerPort = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;
