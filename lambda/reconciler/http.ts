/** A request to a provider's API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ApiResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Makes a request. Throws when there was no answer. */
export type Http = (request: ApiRequest) => Promise<ApiResponse>;

const TIMEOUT_MS = 20_000;

/** A page of 100 large events is a few megabytes. */
const LARGEST_BYTES = 50_000_000;

/** HTTP as it is. A redirect is not followed: our credentials are for the address that was asked. */
export const http: Http = async ({ method, url, headers }) => {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, { method, headers, redirect: 'manual', signal });
  return { status: response.status, headers: Object.fromEntries(response.headers), text: await textOf(response) };
};

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > LARGEST_BYTES) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
