import { randomBytes } from 'node:crypto';
import { failed } from '../cli-error.ts';
import { generateSecret } from '../start/generate-secret.ts';
import type { OpenSecret } from './open-secret.ts';

export interface ChosenSecret {
  readonly text: string;
  /** What the sender signs with, where that is another text: only a local run may hold it. */
  readonly signWith?: string;
}

/**
 * Makes a secret up, where it is ours to choose.
 * @throws {CliError} where the provider makes its secrets itself
 */
export function chooseSecret({ deployment, source, guide, typed }: OpenSecret): ChosenSecret {
  const { name, scheme } = source.provider;
  const isOurs = !guide || guide.secretIsOurs;
  if (!deployment.isLocal && (!isOurs || scheme.generate))
    throw failed(
      `${name} makes its secrets itself: make a new one there, then run "breakwater secrets rotate ${typed}"`,
    );
  const pair = scheme.generate?.();
  if (pair) return { text: pair.secret, signWith: pair.signWith };
  // Letters and digits alone survive every field that they are typed into.
  const hex = randomBytes(32).toString('hex');
  const isText = (scheme.hmac?.secret ?? 'text') === 'text' && !guide?.secretBegins;
  return { text: isText && scheme.hmac && scheme.key(hex) ? hex : generateSecret(scheme) };
}

/** What an entry is called from now on: made at random, so that it tells nothing about the secret. */
export const newId = (): string => `k${randomBytes(3).toString('hex')}`;
