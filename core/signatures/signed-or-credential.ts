import type { Scheme } from './scheme.ts';

/** Two ways of one sender, which take the same secrets. */
export interface SignedOrCredential {
  /** The header by which it is seen that the sender signs. */
  readonly header: string;
  readonly signed: Scheme;
  /** For requests without that header. */
  readonly credential: Scheme;
}

/** Senders that sign only when they are told to. A request that shows a signature is judged by it, and by nothing else. */
export function signedOrCredential({ header, signed, credential }: SignedOrCredential): Scheme {
  const name = header.toLowerCase();
  return {
    summary: `${signed.summary}; where it does not sign, ${credential.summary}`,
    key: signed.key,
    verify: (delivery, keys, context) => (delivery.headers[name] ? signed : credential).verify(delivery, keys, context),
    sign: signed.sign,
  };
}
