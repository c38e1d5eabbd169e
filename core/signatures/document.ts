/** A document that a signature refers to: a certificate, a list of keys. Schemes check the address before they ask. */
export interface DocumentRequest {
  /** Always https. */
  readonly url: string;
  /** @default 'GET' */
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface LoadedDocument {
  readonly status: number;
  readonly text: string;
}

/**
 * Loads a document, or takes it from a cache. Redirects are not followed. Throws when there is no answer, or too many
 * documents were asked for lately: that is our fault and no refusal.
 */
export type LoadDocument = (request: DocumentRequest) => Promise<LoadedDocument>;
