import type { FieldsRow } from './fields-row.ts';

/** Where the providers that prove themselves by certificates, published keys, tokens or the URL say what their events are. */
export const keysFields: readonly FieldsRow[] = [];
