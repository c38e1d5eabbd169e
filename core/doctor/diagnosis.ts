/**
 * How a finding is known. `verified`: with the mistake undone the signature verifies, which nobody could bring about by
 * chance. `seen`: the request or the secret shows it by its form, such as a header that is not there. `guess`: a hint.
 */
export type Proof = 'verified' | 'seen' | 'guess';

/** One thing that is wrong with a refused request. No field ever holds a secret, a signature or any of the body. */
export interface Finding {
  /** The mistake, such as `body-reserialised`. */
  readonly id: string;
  /** False for what is only a guess. */
  readonly certain: boolean;
  readonly proof: Proof;
  /** What went wrong, in one sentence. */
  readonly says: string;
  /** What shows it. */
  readonly evidence: string;
  /** What to do about it. */
  readonly mend: string;
}

/** What is wrong with a refused request: what is certain first, then the likeliest guess first. */
export interface Diagnosis {
  /** Why the verifier refuses it, or `undefined` when today's secrets verify it. */
  readonly cause: string | undefined;
  readonly findings: readonly Finding[];
  /** How many signatures were checked. */
  readonly checks: number;
  /** The work allowed was used up before every search had ended. */
  readonly cutShort: boolean;
}
