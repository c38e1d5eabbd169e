import type { LoadDocument } from '../../core/signatures/document.ts';

const TIMEOUT_MS = 2500;

/** A list of keys or a chain of certificates is a few kilobytes. */
const LARGEST_BYTES = 100_000;

/** Loads a document over https. A redirect would lead to where no scheme has agreed to look, and is not followed. */
export const loadDocument: LoadDocument = async ({ url, method = 'GET', headers = {}, body }) => {
  if (!url.startsWith('https://')) throw new Error('only https addresses are loaded');
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    signal,
    ...(body !== undefined && { body }),
  });
  // What a provider's server cannot do now is no answer: it has to be asked again.
  if (response.status >= 500 || response.status === 429)
    throw new Error(`${new URL(url).host} answered ${response.status}`);
  return { status: response.status, text: await textOf(response) };
};

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > LARGEST_BYTES) throw new Error('the document is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
