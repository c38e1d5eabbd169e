import { randomBytes } from 'node:crypto';
import { sampleDelivery } from '../../core/catalogue/index.ts';
import type { Source } from '../../core/configuration.ts';
import type { Delivery } from '../../core/delivery.ts';
import { describe } from '../../core/describe.ts';
import { liveKeys, readKeys } from '../../core/secrets.ts';
import type { Key } from '../../core/signatures/scheme.ts';
import type { AddressedSource } from '../../core/tenants.ts';
import { verifyDelivery } from '../../core/verify.ts';
import { failed, wrongUse } from '../cli-error.ts';
import { type Tampering, tamper } from './tamper.ts';

export interface PrepareOptions {
  readonly source: AddressedSource;
  /** @default - the first of the provider's samples */
  readonly type: string | undefined;
  /** The URL that providers know the source by: some sign it. */
  readonly url: string;
  /** Takes the place of the sample's body. */
  readonly payload: Buffer | undefined;
  /** The value of the source's secret in Secrets Manager. */
  readonly secretValue: string;
  /** What a sender signs with: the first usable secret in it, or the private half that belongs to it. */
  readonly secret: string;
  readonly tampering: Tampering | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A delivery that is ready to be sent, and what the deployment will make of it. */
export interface PreparedDelivery {
  readonly delivery: Delivery;
  /** What the event says of itself; none of it when the payload is not what the provider sends. */
  readonly event: { readonly id?: string; readonly type?: string };
}

/**
 * Makes a delivery as the source's provider would send it, or with one thing wrong about it.
 * @throws {CliError} when there is no such sample, the secret cannot sign, or the scheme would not notice the tampering
 */
export async function prepareDelivery(options: PrepareOptions): Promise<PreparedDelivery> {
  const { source, payload, secret, tampering, now } = options;
  const { scheme } = source.provider;
  const sample = sampleOf(options);
  const unsigned = payload ? { ...sample, body: payload } : sample;
  const keys = liveKeys(readKeys(options.secretValue, scheme), now);

  const signed = signing(source, () => scheme.sign(unsigned, secret, { now, settings: source.settings }));
  const genuine = await verifyDelivery(source, signed, keys, { now });
  if (!genuine.ok)
    throw failed(`the secret of source "${source.name}" makes no signature that fits it: ${genuine.cause}`);
  const event = describe(source, genuine.delivery, { receivedAt: now, requestId: '' })?.[0]?.facts ?? {};
  if (!tampering) return { delivery: signed, event };

  const delivery = signing(source, () => tamper(source, unsigned, secret, now, tampering));
  if (await passes(source, delivery, keys, now))
    throw wrongUse(
      `--tamper ${tampering} changes nothing that ${source.provider.name} signs (${scheme.summary}): try another`,
    );
  return { delivery, event };
}

function sampleOf({ source, type, url, now }: PrepareOptions): Delivery {
  try {
    return sampleDelivery(source.provider, type, { url, now, nonce: randomBytes(12).toString('hex') });
  } catch (error) {
    throw wrongUse(error instanceof Error ? error.message : String(error));
  }
}

/** Public keys verify, and cannot sign. */
function signing(source: Source, sign: () => Delivery): Delivery {
  try {
    return sign();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw failed(`nothing can be signed with the secret of source "${source.name}": ${reason}`);
  }
}

const passes = async (source: Source, delivery: Delivery, keys: readonly Key[], now: number) =>
  (await verifyDelivery(source, delivery, keys, { now })).ok;
