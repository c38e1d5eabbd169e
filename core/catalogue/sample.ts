import { createHash } from 'node:crypto';
import type { Delivery } from '../delivery.ts';

/** What makes one sample differ from the next of its type. */
export interface SampleContext {
  /** The source's public URL. */
  readonly url: string;
  /** When it happened, in milliseconds since 1970. */
  readonly now: number;
  /** Another nonce makes another event. */
  readonly nonce: string;
}

/** What a provider's samples are made of. */
export interface Samples {
  /** The types that there are samples of, the default first. */
  readonly types: readonly string[];
  /** A delivery of `type`, not signed yet, after the sample `base`: the type itself, or the one most like it. */
  readonly deliver: (base: string, type: string, context: SampleContext) => Delivery;
}

/** A hexadecimal name that only this nonce has. */
export const nameOf = ({ nonce }: SampleContext, length = 24) =>
  createHash('sha256').update(nonce).digest('hex').slice(0, length);

/** The same as a UUID. */
export const uuidOf = (context: SampleContext) =>
  nameOf(context, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');

export const secondsOf = ({ now }: SampleContext) => Math.floor(now / 1000);

export const jsonDelivery = (url: string, json: unknown, headers: Readonly<Record<string, string>> = {}): Delivery => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(typeof json === 'string' ? json : JSON.stringify(json)),
});

export const formDelivery = (
  url: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Delivery => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: Buffer.from(new URLSearchParams(fields).toString()),
});
