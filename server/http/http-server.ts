import { createServer, type Server } from 'node:http';

/** Browsers, their streams and senders together. */
const MAX_CONNECTIONS = 10_000;
/** Browsers send about twenty. */
const MAX_HEADERS = 100;
/** Five thousand resources in one question fit, so that the answer can name the limit that they break. */
export const MAX_HEADER_BYTES = 256 * 1024;
/** Longest for the head of a request, and for all of it; doors give bodies a shorter time of their own. */
const HEADERS_TIMEOUT_MS = 20_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** Longer than the pause between two requests of the usual senders, so that they can keep their connection. */
const KEEP_ALIVE_MS = 65_000;
/** How often the two time limits are looked at. */
const CHECK_MS = 1_000;

export interface Timeouts {
  readonly headersMs?: number;
  readonly requestMs?: number;
}

/**
 * The HTTP server, with bounds on what a slow or greedy peer can hold: a request that trickles in is answered 408 and its
 * connection ends; connections beyond the cap are closed as they come.
 */
export function createHttpServer({
  headersMs = HEADERS_TIMEOUT_MS,
  requestMs = REQUEST_TIMEOUT_MS,
}: Timeouts = {}): Server {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: Math.min(CHECK_MS, headersMs),
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.maxHeadersCount = MAX_HEADERS;
  return server;
}
