import type { Provider } from '../../../core/providers/provider.ts';
import type { Settings } from '../../../core/settings.ts';

/** One row of the contract that every scheme keeps: how its deliveries look, and how much its signature promises. */
export interface Sender {
  readonly name: string;
  readonly provider: Provider;
  /** What a source has to say besides its secret. */
  readonly settings: Settings;
  /** What the verifier gets. */
  readonly secret: string;
  readonly otherSecret: string;
  /** What the sender signs with, where that is something else. */
  readonly signWith?: string;
  readonly otherSignWith?: string;
  readonly contentType: string;
  readonly body: string;
  /**
   * The header with the signature or credential; `?name` is a parameter of the URL, `$name` a member of the JSON,
   * `$field:name` one of the JSON in a form's field.
   */
  readonly header: string;
  /** The other headers without which nothing can be checked. */
  readonly needs: readonly string[];
  /** How much of the body the signature protects. */
  readonly protects: 'every byte' | 'form parameters' | 'some values' | 'nothing';
  /** A time that the source's tolerance is about, or one until when the signature is good. */
  readonly signsTime: boolean | 'expires';
  /** How many seconds a signed time may lie off, unless the source says otherwise; how long a signature that expires is good. */
  readonly tolerance: number;
  /** What separates several signatures in the header; absent where the header holds one. */
  readonly separator?: string;
}

const TEXT_SECRET = 'the first secret of this sender';
const OTHER_TEXT_SECRET = 'the second secret of this sender';
export const BASE64_SECRET = Buffer.from(TEXT_SECRET).toString('base64');
export const OTHER_BASE64_SECRET = Buffer.from(OTHER_TEXT_SECRET).toString('base64');

/** A row with what most senders have in common. */
export const row = (name: string, provider: Provider, header: string, more: Partial<Sender> = {}): Sender => ({
  name,
  provider,
  header,
  settings: {},
  secret: TEXT_SECRET,
  otherSecret: OTHER_TEXT_SECRET,
  contentType: 'application/json',
  body: '{"id": "evt_1", "type":"thing.happened", "n": 12345678901234567890}',
  needs: [],
  protects: 'every byte',
  signsTime: false,
  tolerance: 300,
  ...more,
});
