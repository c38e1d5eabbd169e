import type { ProviderId } from '../../../../core/providers/index.ts';

type Facts = readonly [id?: string | undefined, type?: string | undefined, time?: string | undefined, subject?: string];

/** What a provider's events are by these headers and this body; absent facts fall back to the digest, `event` and the present. */
export type FieldsRow = readonly [
  provider: ProviderId,
  headers: Readonly<Record<string, string>>,
  /** A text is the body itself, anything else its JSON. */
  body: unknown,
  facts: Facts,
];

export const AT = '2026-03-01T10:20:30.400Z';
export const MS = Date.parse(AT);
