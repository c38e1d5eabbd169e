import { rmSync } from 'node:fs';
import type { Source } from '../../../core/configuration.ts';
import type { Key } from '../../../core/signatures/scheme.ts';
import type { Bound, Figure, Section } from '../figure.ts';
import { interleave, type Work } from '../interleave.ts';
import { leastDisturbed } from '../least-disturbed.ts';
import { workFolder } from '../start/bundles.ts';
import { type Kit, loadKit } from './load-kit.ts';
import { type Signed, SUBJECTS, type Subject } from './subjects.ts';

/** The sizes of bodies, in KB: a usual event, a large one, and one that no API of a provider exceeds. */
const SIZES = [2, 64, 1024] as const;
type Size = (typeof SIZES)[number];

const MOST_OF_HMAC: Readonly<Record<Size, number>> = { 2: 1.9, 64: 1.15, 1024: 1.15 };

/** What is asked of how much faster we are than a library, by its name and the size. */
const LEAST_OF_PEER: Readonly<Record<string, Partial<Record<Size, number>>>> = {
  standardwebhooks: { 64: 10 },
  svix: { 64: 10 },
  tern: { 2: 6 },
  'stripe verifyHeader': { 2: 0.9, 64: 0.9, 1024: 0.9 },
  'octokit verify': { 2: 0.9, 64: 0.9, 1024: 0.9 },
};

const PUBLIC_URL = 'https://hooks.example.com';

export const verification: Section = {
  name: 'verification',
  measures: 'the CPU of a verification against the bare HMAC of the same bytes, and against what people use today',
  async run(progress) {
    const folder = workFolder();
    try {
      const kit = await loadKit(folder);
      // What all of them share has to be compiled before the first one counts.
      for (const subject of SUBJECTS.slice(0, 2)) await measure(kit, subject, SIZES[0]);
      const figures: Figure[] = [];
      for (const subject of SUBJECTS)
        for (const size of SIZES) {
          progress(`${subject.provider}, ${size} KB`);
          figures.push(...(await measure(kit, subject, size)));
        }
      return figures;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measure(kit: Kit, subject: Subject, size: Size): Promise<Figure[]> {
  const { provider, secret } = subject;
  const source = sourceOf(kit, subject);
  const signed = sign(subject, source, size);
  const key = source.provider.scheme.key(secret);
  if (!key) throw new Error(`the secret of ${provider} is none`);
  const { hmac, ours, ...others } = await interleave<string>(
    {
      hmac: subject.hmac(signed),
      ours: () => kit.verifyDelivery(source, deliveryOf(signed), [key], { now: Date.now() }),
      ...eventWorks(kit, source, signed, key),
      ...Object.fromEntries(Object.entries(subject.peers).map(([name, work]) => [name, work(signed)])),
    },
    leastDisturbed,
  );
  const of = (name: string) => others[name] ?? Number.NaN;
  const what = `${provider} ${size} KB`;
  const isForm = subject.form === true;
  return [
    { name: `${what}: verify`, value: Number(ours), unit: 'µs' },
    // A form is parsed and sorted to be verified, which has nothing to do with an HMAC.
    {
      name: `${what}: verify ÷ HMAC`,
      value: Number(ours) / Number(hmac),
      unit: '×',
      ...(!isForm && { bound: { most: MOST_OF_HMAC[size] } }),
    },
    { name: `${what}: text event ÷ decode + HMAC`, value: of('text event') / of('text decode + HMAC'), unit: '×' },
    {
      name: `${what}: base64 event ÷ decode + HMAC`,
      value: of('base64 event') / of('base64 decode + HMAC'),
      unit: '×',
    },
    ...Object.keys(subject.peers).map((name) => ({
      name: `${what}: ${name} ÷ verify`,
      value: of(name) / Number(ours),
      unit: '×',
      ...boundOf(LEAST_OF_PEER[name]?.[size]),
    })),
  ];
}

const boundOf = (least: number | undefined): { readonly bound?: Bound } =>
  least === undefined ? {} : { bound: { least } };

/** From API Gateway's event on, which brings a body as text or, where its type is none of text, in base64. */
function eventWorks({ verifyDelivery, readHttpEvent }: Kit, source: Source, signed: Signed, key: Key) {
  const works: Record<string, Work> = {};
  for (const encoding of ['text', 'base64'] as const) {
    const isBase64Encoded = encoding === 'base64';
    const body = isBase64Encoded ? signed.body.toString('base64') : signed.text;
    const event = {
      rawPath: '/webhooks/it',
      headers: signed.headers,
      body,
      isBase64Encoded,
      requestContext: { requestId: 'request', http: { method: 'POST' } },
    };
    const subject = SUBJECTS.find(({ provider }) => provider === source.provider.id);
    works[`${encoding} event`] = () =>
      verifyDelivery(source, readHttpEvent(event, PUBLIC_URL).delivery, [key], { now: Date.now() });
    works[`${encoding} decode + HMAC`] = () =>
      subject?.hmac({ ...signed, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') })();
  }
  return works;
}

function sourceOf({ defineWebhooks }: Kit, { provider }: Subject): Source {
  const source = defineWebhooks({ sources: { it: { provider } }, processors: {} }).sources.it;
  if (!source) throw new Error('there is no source');
  return source;
}

function sign(subject: Subject, source: Source, size: Size): Signed {
  const text = subject.form ? formOf(size) : jsonOf(size);
  const type = subject.form ? 'application/x-www-form-urlencoded' : 'application/json';
  const delivery = {
    method: 'POST',
    url: `${PUBLIC_URL}/webhooks/it`,
    headers: { 'content-type': type },
    body: Buffer.from(text),
  };
  const { url, headers, body } = source.provider.scheme.sign(delivery, subject.secret, { now: Date.now() });
  return { url, headers, text, body };
}

const deliveryOf = ({ url, headers, body }: Signed) => ({ method: 'POST', url, headers, body });

/** An event of about so many KB, as most of them look: many small fields. */
function jsonOf(kilobytes: number): string {
  const item = { id: 'li_1', description: 'a mug', quantity: 1, price: { id: 'price_1', unit_amount: 4900 } };
  const count = Math.round((kilobytes * 1024) / (JSON.stringify(item).length + 1));
  return JSON.stringify({ id: 'evt_1', type: 'thing.happened', items: Array(count).fill(item) });
}

const formOf = (kilobytes: number) =>
  Array.from({ length: Math.round((kilobytes * 1024) / 28) }, (_, index) => `Field${index}=${'value+of+a+field'}`).join(
    '&',
  );
