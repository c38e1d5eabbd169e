import type { FieldsRow } from './fields-row.ts';

/** Where the providers that want more of an endpoint than an answer say what their events are. */
export const handshakesFields: readonly FieldsRow[] = [];
