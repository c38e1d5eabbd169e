/** The addresses that a provider says its webhooks come from. */
export interface PublishedAddresses {
  /** The day of this copy. It was compared with public copies of the list then; `breakwater addresses` asks the provider. */
  readonly asOf: string;
  /** The page where the provider says so. */
  readonly page: string;
  /** Where a program can read the list; absent where there is only the page. */
  readonly list?: {
    readonly url: string;
    /** The names that lead to the list in the JSON. */
    readonly at: readonly string[];
  };
  /** In CIDR notation. */
  readonly ranges: readonly string[];
}
