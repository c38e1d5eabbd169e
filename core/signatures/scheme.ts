import type { KeyObject } from 'node:crypto';
import type { Delivery } from '../delivery.ts';
import type { Settings } from '../settings.ts';
import type { Verdict } from '../verdict.ts';
import type { LoadDocument } from './document.ts';
import type { HmacOptions } from './hmac-options.ts';

/** The key of a live secret. Kept as a `KeyObject`: building one for each request costs four times the HMAC of 2 KB. */
export type Key = KeyObject;

export interface VerifyContext {
  /** The time of the check, in milliseconds since 1970. */
  readonly now: number;
  /** How far a signed timestamp may lie in the past or the future, in seconds; the scheme's own default when absent. */
  readonly tolerance?: number | undefined;
  /** What the source says besides its secret; a scheme that needs a setting refuses everything without it. */
  readonly settings?: Settings | undefined;
  /** Loads what a signature refers to; without it nothing is loaded, and only keys that are pinned verify. */
  readonly load?: LoadDocument | undefined;
  /** The root certificates to trust, in PEM: the same list every time. Without them no chain of certificates leads anywhere. */
  readonly trustedRoots?: (() => readonly string[]) | undefined;
}

export interface SignContext {
  /** The time to sign at, in milliseconds since 1970. */
  readonly now: number;
  /** The id of the delivery, for schemes that sign one. */
  readonly id?: string | undefined;
  /** What the source says besides its secret. */
  readonly settings?: Settings | undefined;
}

/** A way to sign deliveries. It can play both sides: the verifier checks with it, the CLI and the tests sign with it. */
export interface Scheme {
  /** In a few words, what is signed and how, for people. */
  readonly summary: string;
  /**
   * The sender proves who it is by a certificate or by keys that it publishes: the source needs no secret, and one that is
   * set pins the sender's public key, so that nothing has to be loaded. @default false
   */
  readonly secretless?: boolean;
  /** What a signature refers to is loaded over the internet, unless a secret pins the key. @default false */
  readonly loads?: boolean;
  /** The key in the text of a secret, or `undefined` when the text holds none that is long enough to be safe. */
  key(secret: string): Key | undefined;
  /** Checks a delivery against every live key. Verdicts are data; a malformed delivery never throws, a failed load does. */
  verify(delivery: Delivery, keys: readonly Key[], context: VerifyContext): Verdict | Promise<Verdict>;
  /** The same delivery with the headers (and for some schemes the URL) that its sender would add. */
  sign(delivery: Delivery, secret: string, context: SignContext): Delivery;
  /** What the HMAC is of, where the scheme is one: the doctor tries what else it could have been. @default - it is none */
  readonly hmac?: HmacOptions;
  /** A new pair for schemes whose senders sign with a private key. @default - one secret does both */
  readonly generate?: () => KeyPair;
}

/** The two halves of an asymmetric secret, each of the form that the scheme takes. */
export interface KeyPair {
  /** What the verifier gets. */
  readonly secret: string;
  /** What the sender keeps. */
  readonly signWith: string;
}
