import type { Source } from '../configuration.ts';
import type { Delivery } from '../delivery.ts';
import type { Settings } from '../settings.ts';
import type { LoadDocument } from '../signatures/document.ts';
import type { Key, Scheme } from '../signatures/scheme.ts';

/** A request that was refused. */
export interface RefusedRequest {
  readonly delivery: Delivery;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** A version of a source's secret, as Secrets Manager holds it. */
export interface SecretVersion {
  readonly source: string;
  readonly stage: 'current' | 'previous';
  /** The whole value, untouched. */
  readonly value: string;
}

/** What the doctor is told. */
export interface DoctorContext {
  /** The source that refused the request. */
  readonly source: Source;
  /** Every source, this one too. */
  readonly sources: readonly Source[];
  /** What is known of everybody's secrets. */
  readonly secrets: readonly SecretVersion[];
  /** What the name of a source's secret begins with, such as `Webhooks/`. */
  readonly secretPrefix: string;
  /** Today, in milliseconds since 1970: what is live. */
  readonly now: number;
  /** Other origins that lead here too, such as that of the API itself. @default - none */
  readonly origins?: readonly string[] | undefined;
  /** Other requests of this source that were refused: bodies may have been exchanged. @default - none */
  readonly others?: readonly Delivery[] | undefined;
  /** Loads what a signature refers to. @default - nothing is loaded */
  readonly load?: LoadDocument | undefined;
  /** How many bytes may be digested in all; 1e9 take a second or two. @default 1e9 */
  readonly work?: number | undefined;
}

/** A secret's text, and where it stands. */
export interface SecretText {
  readonly source: string;
  readonly stage: SecretVersion['stage'];
  /** As it stands there; `trimmed` is what the verifier takes. */
  readonly text: string;
  readonly trimmed: string;
  /** Which entry of the value, from 1; 0 when the value is the secret. */
  readonly entry: number;
  /** Milliseconds since 1970. */
  readonly notAfter: number;
}

/** All that the rows of the table have to go by. */
export interface Patient extends DoctorContext {
  readonly request: RefusedRequest;
  readonly delivery: Delivery;
  readonly scheme: Scheme;
  /** The texts of this source's live secrets. */
  readonly live: readonly SecretText[];
  /** Their keys; a text that is no usable secret has none. */
  readonly liveKeys: readonly Key[];
  /** All other texts: this source's older ones, then those of other sources. */
  readonly otherTexts: readonly SecretText[];
}

/** The request, or what it is checked with, with one mistake undone. What is absent stays as it was. */
export interface Undone {
  readonly delivery?: Delivery;
  readonly keys?: readonly Key[];
  readonly scheme?: Scheme;
  readonly settings?: Settings;
  /** What exactly was undone, as the end of a sentence. */
  readonly detail: string;
}

/** A row of the table: a mistake, and how to undo it. */
export interface Mistake {
  readonly id: string;
  /** What went wrong, in one sentence without its full stop. */
  readonly says: string;
  /** What to do about it, in sentences. */
  readonly mend: (patient: Patient) => string;
  /** Everything that the mistake could have been, the likeliest first. What verifies is what it was. */
  readonly undo: (patient: Patient) => Iterable<Undone>;
}
