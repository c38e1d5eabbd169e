import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** The shape of a conversation's events: https://elevenlabs.io/docs/eleven-agents/workflows/post-call-webhooks */
const DATA: Readonly<Record<string, object>> = {
  post_call_transcription: {
    status: 'done',
    transcript: [{ role: 'user', message: 'Is the “Zoë” mug back? 🦊', time_in_call_secs: 2 }],
    has_audio: true,
  },
  call_initiation_failure: { failure_reason: 'busy' },
  post_call_audio: { full_audio: Buffer.from('not really MP3').toString('base64') },
};

export const elevenlabs: CatalogueEntry = {
  types: Object.keys(DATA),
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      type,
      event_timestamp: secondsOf(context),
      data: {
        agent_id: 'agent_01',
        conversation_id: `conv_${nameOf(context)}`,
        ...DATA[base],
      },
    }),
  register:
    'Settings > Webhooks, as an admin of the workspace: a webhook with the URL https://…/webhooks/NAME and HMAC. Then choose it where the events come from, such as under post-call webhooks in the settings of Agents.',
  secret: 'The shared secret that is shown once when the webhook is made. It is not an API key.',
  retries:
    'None unless you enable retries in the webhook’s settings; then up to five tries within 41 minutes, of post_call_transcription only, after a 5xx, 408 or 429.',
  retryHours: 0,
  traps: [
    'A webhook that no product has chosen never sends anything.',
    'After 10 failures in a row and none delivered for 7 days it is disabled until you enable it again.',
    'post_call_audio holds a whole call as Base64: above 6 MB API Gateway answers 413, and nobody hears of it.',
  ],
};
