/** What the server refused or failed at, in its own words. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
}

type Parameters = Readonly<Record<string, string | number | undefined>>;

/** Asks the server for something. */
export function get<Answer>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<Answer> {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return ask(`/console/api/${path}?${query}`, signal ? { signal } : {});
}

/** Has the server do something. */
export const post = <Answer>(path: string, body: object): Promise<Answer> =>
  ask(`/console/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function ask<Answer>(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init).catch((error: Error) => {
    if (error.name === 'AbortError') throw error;
    throw new ServerError('the console does not answer: has the run ended?');
  });
  const answer = await response.json();
  if (!response.ok) throw new ServerError(answer.error ?? `the console answered ${response.status}`);
  return answer;
}
