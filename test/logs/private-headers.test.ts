import { providers } from '../../core/providers/index.ts';
import { senders } from '../core/providers/senders.ts';
import { isPrivateHeader } from './private-headers.ts';

const all = Object.values(providers);

test('what any provider signs with is private', () => {
  const ofProviders = senders.filter(({ provider }) => all.includes(provider));
  const headers = ofProviders.map(({ header }) => header).filter((header) => /^[a-z]/.test(header));
  expect(headers.length).toBeGreaterThan(100);
  expect(headers.filter((header) => !isPrivateHeader(header))).toEqual([]);
});

test('what any provider names its events by is not', () => {
  const places = all.flatMap(({ event: { id, type } }) => [id ?? [], type ?? []].flat());
  const headers = places.flatMap((place) => (typeof place === 'string' ? place.split(/^header\./).slice(1) : []));
  expect(headers.length).toBeGreaterThan(20);
  expect(headers.filter(isPrivateHeader)).toEqual([]);
});
