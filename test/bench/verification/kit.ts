// What is measured of Breakwater, as it is bundled for the verifier: a loader that compiles for tests adds work of its own.

export { defineWebhooks } from '../../../core/index.ts';
export { verifyDelivery } from '../../../core/verify.ts';
export { readHttpEvent } from '../../../lambda/verifier/http-event.ts';
