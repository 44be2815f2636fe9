export { appServer, HubError, listen, type Address } from './app-server.ts';
export { responseHeaders } from './response-headers.ts';
