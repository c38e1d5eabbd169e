/**
 * Where a source's requests may come from: what its provider publishes, ranges in CIDR notation, or both in one list; with
 * `behind`, where proxies of yours stand before the API.
 */
export type AllowAddresses =
  | 'published'
  | readonly string[]
  | {
      readonly from: 'published' | readonly string[];
      /** Whose word is taken for where a request came from. */
      readonly behind: BehindOptions;
    };

export interface BehindOptions {
  /** The addresses of the proxies, in CIDR notation: those that reach the API, and those before them. */
  readonly proxies: readonly string[];
  /** The header in which each of them notes whom it had the request from, at the end. @default 'x-forwarded-for' */
  readonly header?: string;
}

/** The same, checked and written out. */
export interface AddressRule {
  /** In CIDR notation. */
  readonly ranges: readonly string[];
  /** Whether the provider's list is among them. */
  readonly published: boolean;
  readonly behind?: { readonly proxies: readonly string[]; readonly header: string } | undefined;
}
