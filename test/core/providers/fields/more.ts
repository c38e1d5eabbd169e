import type { FieldsRow } from './fields-row.ts';

/** Where the providers that most catalogues leave out say what their events are. */
export const moreFields: readonly FieldsRow[] = [];
