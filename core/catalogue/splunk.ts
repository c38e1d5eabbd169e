import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** The webhook alert action: https://docs.splunk.com/Documentation/Splunk/latest/Alert/Webhooks */
export const splunk: CatalogueEntry = {
  types: ['Errors in the last hour', 'Failed logins'],
  deliver: (_, type, context) => {
    const sid = `scheduler__admin__search__W${nameOf(context, 12)}_at_${secondsOf(context)}_132`;
    return jsonDelivery(context.url, {
      result: { sourcetype: 'mongod', count: '8', _time: String(secondsOf(context)), message: 'Zoë could not log in' },
      sid,
      results_link: `https://splunk.example.com/app/search/@go?sid=${sid}`,
      search_name: type,
      owner: 'admin',
      app: 'search',
    });
  },
  register:
    'In the alert, Add Actions > Webhook, with the URL …/webhooks/NAME?secret=YOUR_SECRET. The address has to be on the list of allowed ones (alert_actions.conf) first.',
  secret: 'Make one up of letters, digits and -._~, such as `openssl rand -hex 32` prints.',
  retries: 'None.',
  retryHours: 0,
  traps: [
    'The action can set no header and sign nothing: the secret in the URL is all there is.',
    'The body holds the first row of the results only; results_link leads to the rest.',
    'The type of an event is the name of its search, so renaming the search changes the type.',
  ],
};
