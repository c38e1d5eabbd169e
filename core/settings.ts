/** What a source says of itself besides its secret, such as PayPal's webhook id: by the names that the provider gives. */
export type Settings = Readonly<Record<string, string>>;

/** A setting that a provider's sources have to make. */
export interface SettingDescription {
  /** What it is and where it is found, as the end of a sentence: `the id of the webhook, from …`. */
  readonly says: string;
  /** What a value looks like. Nothing else is accepted. */
  readonly form: RegExp;
  /** A value that could be. */
  readonly example: string;
}
