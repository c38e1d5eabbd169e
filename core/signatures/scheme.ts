import type { KeyObject } from 'node:crypto';
import type { Delivery } from '../delivery.ts';
import type { Verdict } from '../verdict.ts';

/** The key of a live secret. Kept as a `KeyObject`: building one for each request costs four times the HMAC of 2 KB. */
export type Key = KeyObject;

export interface VerifyContext {
  /** The time of the check, in milliseconds since 1970. */
  readonly now: number;
  /** How far a signed timestamp may lie in the past or the future, in seconds; the scheme's own default when absent. */
  readonly tolerance?: number | undefined;
}

export interface SignContext {
  /** The time to sign at, in milliseconds since 1970. */
  readonly now: number;
  /** The id of the delivery, for schemes that sign one. */
  readonly id?: string | undefined;
}

/** A way to sign deliveries. It can play both sides: the verifier checks with it, the CLI and the tests sign with it. */
export interface Scheme {
  /** In a few words, what is signed and how, for people. */
  readonly summary: string;
  /** The key in the text of a secret, or `undefined` when the text holds none that is long enough to be safe. */
  key(secret: string): Key | undefined;
  /** Checks a delivery against every live key. Verdicts are data; a malformed delivery never throws. */
  verify(delivery: Delivery, keys: readonly Key[], context: VerifyContext): Verdict | Promise<Verdict>;
  /** The same delivery with the headers (and for some schemes the URL) that its sender would add. */
  sign(delivery: Delivery, secret: string, context: SignContext): Delivery;
}
