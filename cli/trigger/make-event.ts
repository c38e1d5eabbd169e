import { takesRequests } from '../../core/configuration.ts';
import { type AddressedSource, tenantPath } from '../../core/tenants.ts';
import { wrongUse } from '../cli-error.ts';
import type { Deployment } from '../deployment.ts';
import { preparePartnerEvent, putPartnerEvent } from './partner-event.ts';
import { type PreparedDelivery, prepareDelivery } from './prepare-delivery.ts';
import { readSigningSecret } from './read-signing-secret.ts';
import { type SentAnswer, sendDelivery } from './send-delivery.ts';
import type { Tampering } from './tamper.ts';

export interface EventOptions {
  readonly source: AddressedSource;
  /** @default - the first of the provider's samples */
  readonly type: string | undefined;
  /** Takes the place of the sample's body. */
  readonly payload: Buffer | undefined;
  readonly tampering: Tampering | undefined;
  readonly deployment: Deployment;
}

/** An event that can be sent, as often as one likes. */
export interface MadeEvent {
  readonly prepared: PreparedDelivery;
  readonly send: () => Promise<SentAnswer>;
}

/**
 * Makes an event, to come in as the source's provider would have it: by a signed request, or by EventBridge.
 * @throws {CliError} when it cannot be made
 */
export const makeEvent = (options: EventOptions): Promise<MadeEvent> =>
  takesRequests(options.source) ? byWebhook(options) : byEventBridge(options);

async function byWebhook({ source, deployment, ...event }: EventOptions): Promise<MadeEvent> {
  const url = `${deployment.webhookUrl}/${tenantPath(source.name, source.tenant)}`;
  const secrets = await readSigningSecret(deployment, source);
  const prepared = await prepareDelivery({ source, url, ...event, ...secrets, now: Date.now() });
  return { prepared, send: () => sendDelivery(prepared.delivery, deployment.origin) };
}

async function byEventBridge({ source, type, payload, tampering, deployment }: EventOptions): Promise<MadeEvent> {
  if (tampering)
    throw wrongUse(`--tamper breaks what is signed, and the events of "${source.name}" come by EventBridge, unsigned`);
  const prepared = preparePartnerEvent(source, type, payload, Date.now());
  return { prepared, send: () => putPartnerEvent(source, prepared, deployment) };
}
