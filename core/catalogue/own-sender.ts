import { type Field, placesOf } from '../field.ts';
import type { EventFields, Provider } from '../providers/provider.ts';
import { formDelivery, jsonDelivery, nameOf, type SampleContext, type Samples } from './sample.ts';

/**
 * Samples of a sender that only its user knows: a small JSON body (or form) in which id, type and time stand where the
 * sender's fields say.
 */
export function ownSenderSamples({ event, content }: Provider): Samples {
  return {
    types: pathOf(event.type) ? ['example.created'] : ['event'],
    deliver(_, type, context) {
      const placed = placesOfFacts(event, type, context);
      const at = (kind: string) => placed.filter(([place]) => place === kind);
      const start: unknown = { id: idOf(context), type, time: timeOf(context), message: 'This is a sample.' };
      const json = at('body').reduce((body, [, path, value]) => withValue(body, path.split('.'), value), start);
      const headers = Object.fromEntries(at('header').map(([, name, value]) => [name.toLowerCase(), value]));
      const url = at('query').reduce((before, [, name, value]) => withQuery(before, name, value), context.url);
      const fields = Object.fromEntries(at('form').map(([, name, value]) => [name, value]));
      if (content !== 'form' && Object.keys(fields).length === 0) return jsonDelivery(url, json, headers);
      return formDelivery(url, { payload: JSON.stringify(json), ...fields }, headers);
    },
  };
}

const idOf = (context: SampleContext) => `evt_${nameOf(context)}`;
const timeOf = ({ now }: SampleContext) => new Date(now).toISOString();

type Placed = readonly [place: string, path: string, value: string];

function placesOfFacts(event: EventFields, type: string, context: SampleContext): Placed[] {
  const facts: readonly [Field | undefined, string][] = [
    [event.id, idOf(context)],
    [event.type, type],
    [event.time, timeOf(context)],
    [event.subject, 'sample'],
  ];
  return facts.flatMap(([field, value]): Placed[] => {
    const [, place, path] = /^(\w+)\.(.+)$/.exec(pathOf(field) ?? '') ?? [];
    return place && path ? [[place, path, value]] : [];
  });
}

/** The first place that is a path; what a function reads is known to nobody else. */
const pathOf = (field: Field | undefined): string | undefined =>
  placesOf(field).find((place): place is string => typeof place === 'string');

const withQuery = (url: string, name: string, value: string) =>
  `${url}${url.includes('?') ? '&' : '?'}${encodeURIComponent(name)}=${encodeURIComponent(value)}`;

/** The value with something at a path of it, made where it is missing; numbers are indices. */
function withValue(value: unknown, [name, ...rest]: readonly string[], leaf: string): unknown {
  if (name === undefined) return leaf;
  if (/^\d$/.test(name)) {
    const list: unknown[] = Array.isArray(value) ? value : [];
    return Object.assign([...list], { [name]: withValue(list[Number(name)], rest, leaf) });
  }
  const record = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return { ...record, [name]: withValue(Reflect.get(record, name), rest, leaf) };
}
