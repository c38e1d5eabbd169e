import { sampleTypes } from '../../../core/catalogue/index.ts';
import type { Source } from '../../../core/configuration.ts';
import { failed, wrongUse } from '../../cli-error.ts';
import { knownSource } from '../../events/open-events.ts';
import { prepareDelivery } from '../../trigger/prepare-delivery.ts';
import { readSigningSecret } from '../../trigger/read-signing-secret.ts';
import { isExpected, sendDelivery } from '../../trigger/send-delivery.ts';
import { TAMPERINGS } from '../../trigger/tamper.ts';
import type { SampleList, TestAnswer } from '../api.ts';
import { optionalText, required, text } from '../asked.ts';
import type { ConsoleContext, Route } from '../route.ts';

const sourceNamed = (name: string, { webhooks }: ConsoleContext) => {
  const configuration = webhooks();
  return configuration.sources[knownSource(configuration, name)] as Source;
};

/** What can be sent to a source. */
export const samples: Route = {
  method: 'GET',
  path: 'samples',
  async answer(asked, context): Promise<SampleList> {
    const { provider } = sourceNamed(required(asked, 'source'), context);
    return { types: sampleTypes(provider), tamperings: TAMPERINGS };
  },
};

/** Sends a signed event to a source of a local run. */
export const testEvent: Route = {
  method: 'POST',
  path: 'test-event',
  async answer(asked, context): Promise<TestAnswer> {
    const { deployment } = context;
    if (!deployment.isLocal) throw failed('test events are sent to local runs only: see "breakwater trigger"');
    const source = sourceNamed(text(asked, 'source'), context);
    const wanted = optionalText(asked, 'tamper');
    const tampering = TAMPERINGS.find((each) => each === wanted);
    if (wanted !== undefined && !tampering)
      throw wrongUse(`nothing can be tampered with by "${wanted}"; there are: ${TAMPERINGS.join(', ')}`);
    const body = optionalText(asked, 'payload');
    const prepared = await prepareDelivery({
      source,
      type: optionalText(asked, 'type'),
      url: `${deployment.webhookUrl}/${source.name}`,
      payload: body === undefined ? undefined : Buffer.from(body),
      ...(await readSigningSecret(deployment, source)),
      tampering,
      now: Date.now(),
    });
    const answer = await sendDelivery(prepared.delivery, deployment.origin);
    return {
      source: source.name,
      ...prepared.event,
      status: answer.status,
      answer: answer.body,
      ms: answer.ms,
      isExpected: isExpected(answer, tampering),
    };
  },
};
