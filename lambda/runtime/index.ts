/** What a processor is written with: `import { defineProcessor } from 'breakwater/processor'`. */
export type { Payload, WebhookEvent } from '../../core/event.ts';
export { defineProcessor } from './define-processor.ts';
export { PermanentError } from './permanent-error.ts';
export type { ProcessorContext, ProcessorFunction } from './processor-function.ts';
