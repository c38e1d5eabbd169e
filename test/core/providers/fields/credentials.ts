import type { FieldsRow } from './fields-row.ts';

/** Where the providers that hand over a secret, since they sign nothing say what their events are. */
export const credentialsFields: readonly FieldsRow[] = [];
