/** What the stack's CDN tells the verifier, in headers that it sets itself and that are taken off before anything else sees them. */

/** The key by which the verifier knows that a request came through the CDN. */
export const ORIGIN_KEY_HEADER = 'x-breakwater-origin-key';

/** The address of whoever sent the request to the CDN. */
export const VIEWER_HEADER = 'x-breakwater-viewer';
