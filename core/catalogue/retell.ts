import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The events of a call: https://docs.retellai.com/features/webhook-overview */
export const retell: CatalogueEntry = {
  types: ['call_started', 'call_ended', 'call_analyzed'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      event: type,
      call: {
        call_type: 'phone_call',
        call_id: nameOf(context, 32),
        agent_id: 'oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD',
        direction: 'inbound',
        start_timestamp: context.now - 60_000,
        ...(type !== 'call_started' && { end_timestamp: context.now, transcript: 'Agent: Hallo, Zoë!' }),
      },
    }),
  register: 'Dashboard > Webhooks for all agents, or the webhook URL of one agent.',
  secret: 'The API key that the dashboard marks as the one for webhooks.',
  retries: 'Up to three more times while no 2xx comes within ten seconds.',
  traps: ['Only one API key signs: with another of the same account everything is refused.'],
};
