import type { Mistake, Undone } from '../patient.ts';

/** The request belongs to another source: its sender, its secret and its way of signing. */
export const wrongSource: Mistake = {
  id: 'sent-to-wrong-source',
  says: 'It is a request for another source, sent to the URL of this one',
  mend: ({ source: { name } }) =>
    `Correct the endpoint's URL in that provider's settings: what comes to /webhooks/${name} is checked as ${name}. Have it send again what was refused.`,
  *undo({ source, sources, secrets, otherTexts }): Iterable<Undone> {
    for (const other of sources) {
      if (other.name === source.name || secrets.length === 0) continue;
      const { scheme } = other.provider;
      const texts = otherTexts.filter((text) => text.source === other.name && text.stage === 'current');
      const keys = texts.map(({ trimmed }) => scheme.key(trimmed)).filter((key) => key !== undefined);
      if (keys.length > 0)
        yield { scheme, keys, settings: other.settings, detail: `as a request for the source ${other.name}` };
    }
  },
};

/** The headers of one request came with the body of another. */
export const otherBody: Mistake = {
  id: 'body-of-another-request',
  says: 'The body belongs to another request: the headers of one came with the body of another',
  mend: () =>
    'Find what builds the request anew on its way and mixes two that are on their way at once (a buffer that is shared, a cache keyed by the URL alone).',
  *undo({ delivery, others = [] }): Iterable<Undone> {
    for (const [index, { body }] of others.entries())
      if (!body.equals(delivery.body))
        yield {
          delivery: { ...delivery, body },
          detail: `over the body of another refused request (number ${index + 1} of those compared)`,
        };
  },
};

/** The content type decides what some schemes sign. */
export const contentType: Mistake = {
  id: 'content-type-changed',
  says: 'The content type was changed or lost on its way, and what is signed depends on it',
  mend: () => 'Have whatever stands between the provider and this endpoint pass the header Content-Type on as it is.',
  *undo({ delivery }): Iterable<Undone> {
    for (const type of ['application/x-www-form-urlencoded', 'application/json'])
      if (delivery.headers['content-type'] !== type)
        yield {
          delivery: { ...delivery, headers: { ...delivery.headers, 'content-type': type } },
          detail: `with the content type ${type}`,
        };
  },
};
