export { appServer } from './app-server.ts';
export { checkRelease } from './check-release.ts';
export { writeCompressed } from './compressed.ts';
export { HubError } from './hub-error.ts';
export { listen, type Address } from './listen.ts';
export { writeReleaseList } from './release-list.ts';
export { Releases } from './releases.ts';
export { responseHeaders } from './response-headers.ts';
export { serverFiles } from './server-files.ts';
