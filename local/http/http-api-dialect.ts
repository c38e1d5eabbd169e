import type { Dialect } from './dialect.ts';
import { payloadEvent } from './payload-event.ts';
import { payloadResponse } from './payload-response.ts';

/** An HTTP API, with payload 2.0. */
export const httpApiDialect: Dialect = {
  event: payloadEvent,
  answer: payloadResponse,
  refusals: {
    'no-route': { status: 404, message: 'Not Found' },
    'too-large': { status: 413, message: 'Request Entity Too Large' },
    late: { status: 503, message: 'Service Unavailable' },
    failed: { status: 500, message: 'Internal Server Error' },
  },
};
