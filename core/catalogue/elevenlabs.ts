import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** The shape of a conversation's events: https://elevenlabs.io/docs/agents-platform/workflows/post-call-webhooks */
export const elevenlabs: CatalogueEntry = {
  types: ['post_call_transcription', 'call_initiation_failure'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      type,
      event_timestamp: secondsOf(context),
      data: {
        agent_id: 'agent_01',
        conversation_id: `conv_${nameOf(context)}`,
        ...(base === 'post_call_transcription'
          ? { status: 'done', transcript: [{ role: 'user', message: 'Is the “Zoë” mug back? 🦊' }] }
          : { failure_reason: 'busy' }),
      },
    }),
};
