import { defineProcessor, PermanentError } from '../runtime/index.ts';

/** Where Slack takes late answers; anything else in `response_url` is not Slack's. */
const RESPONSE_ORIGIN = 'https://hooks.slack.com';

/** Answers a slash command at its `response_url`, for which there are 30 minutes instead of three seconds. */
export const handler = defineProcessor<'slack', '/*'>(async (event, { attempt, signal }) => {
  const { command, text, response_url, user_name } = event.data;
  const url = URL.parse(response_url);
  if (url?.origin !== RESPONSE_ORIGIN) throw new PermanentError(`the response_url is not at ${RESPONSE_ORIGIN}`);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: `${command} ${text}: done for ${user_name} (attempt ${attempt}).` }),
    redirect: 'error',
    signal,
  });
  // Slack answers 404 once the address has expired.
  if (response.status === 404) throw new PermanentError('the response_url has expired');
  if (!response.ok) throw new Error(`Slack answered ${response.status}`);
});
