import { decodeUtf8 } from '../../content.ts';
import { jsonStyles } from '../json-styles.ts';
import { readJsonTree } from '../json-tree.ts';
import type { Mistake } from '../patient.ts';

/** Larger bodies take too long to be written a thousand times. */
const LARGEST = 256 * 1024;

/** The body was parsed and written again on its way. */
export const bodyReserialised: Mistake = {
  id: 'body-reserialised',
  says: 'The body was parsed as JSON and written again on its way: the same data, in other bytes than those signed',
  mend: () =>
    'Find what stands between the provider and this endpoint (a gateway with a mapping template, an integration platform, a proxy or a test that sends JSON.stringify(body)) and have it pass the bytes on as they are. What it has changed cannot be let in.',
  *undo({ delivery }) {
    const text = delivery.body.length <= LARGEST ? decodeUtf8(delivery.body) : undefined;
    const tree = text === undefined ? undefined : readJsonTree(text);
    if (!tree || tree.kind === 'word') return;
    const tried = new Set([text]);
    for (const { says, write } of jsonStyles()) {
      const other = write(tree);
      if (tried.has(other)) continue;
      tried.add(other);
      yield { delivery: { ...delivery, body: Buffer.from(other) }, detail: `over the same JSON written ${says}` };
    }
  },
};
