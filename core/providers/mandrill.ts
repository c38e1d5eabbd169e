import { type Content, parseJson } from '../content.ts';
import { jsonItems } from '../json-items.ts';
import { mandrillScheme } from '../signatures/mandrill.ts';
import type { Provider } from './provider.ts';

export const mandrill: Provider = {
  id: 'mandrill',
  name: 'Mandrill (Mailchimp Transactional)',
  scheme: mandrillScheme,
  content: 'form',
  // A list of events has no one type: a processor that listens to that of the first would never hear of lists in which
  // its own comes second.
  event: {},
  batch: {
    items: ({ form }) => jsonItems(form?.get('mandrill_events') ?? undefined),
    event: { type: ['body.event', 'body.type'], time: 'body.ts', subject: 'body._id' },
  },
  // The URL is tried by HEAD, and by POST with no events while the webhook has no key yet: what it is signed with is
  // public. A list without events carries nothing that a signature would have to protect.
  probe: (method, { form }) => {
    const isEmptyList = method === 'POST' && hasNoEvents(form) && [...(form ?? [])].length === 1;
    return method === 'HEAD' || isEmptyList ? { status: 200 } : undefined;
  },
  docs: 'https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/',
};

function hasNoEvents(form: Content['form']): boolean {
  const events = parseJson(form?.get('mandrill_events') ?? '');
  return Array.isArray(events) && events.length === 0;
}
