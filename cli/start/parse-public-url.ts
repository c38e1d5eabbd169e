import { InvalidArgumentError } from 'commander';

/** Reads the origin off the command line under which a tunnel reaches a run. */
export function parsePublicUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return text.replace(/\/$/, '');
  throw new InvalidArgumentError('Allowed: a URL such as https://example.ngrok.app');
}
