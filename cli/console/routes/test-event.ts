import { sampleTypes } from '../../../core/catalogue/index.ts';
import { type Source, takesRequests } from '../../../core/configuration.ts';
import { failed, wrongUse } from '../../cli-error.ts';
import { knownSource } from '../../known-source.ts';
import { knownAddress } from '../../known-tenant.ts';
import { tenantsOf } from '../../secrets/tenants-of.ts';
import { makeEvent } from '../../trigger/make-event.ts';
import { isExpected } from '../../trigger/send-delivery.ts';
import { TAMPERINGS } from '../../trigger/tamper.ts';
import type { SampleList, TestAnswer } from '../api.ts';
import { optionalText, required, text } from '../asked.ts';
import type { Route } from '../route.ts';

/** What can be sent to a source. */
export const samples: Route = {
  method: 'GET',
  path: 'samples',
  async answer(asked, { deployment, webhooks }): Promise<SampleList> {
    const configuration = webhooks();
    const source = configuration.sources[knownSource(configuration, required(asked, 'source'))] as Source;
    return {
      types: sampleTypes(source.provider),
      tamperings: takesRequests(source) ? TAMPERINGS : [],
      ...(source.tenants && { tenants: await tenantsOf(source.name, deployment) }),
    };
  },
};

/** Sends an event to a source of a local run, as its provider would. */
export const testEvent: Route = {
  method: 'POST',
  path: 'test-event',
  async answer(asked, { deployment, webhooks }): Promise<TestAnswer> {
    if (!deployment.isLocal) throw failed('test events are sent to local runs only: see "breakwater trigger"');
    const source = knownAddress(webhooks(), text(asked, 'source'), optionalText(asked, 'tenant'));
    const wanted = optionalText(asked, 'tamper');
    const tampering = TAMPERINGS.find((each) => each === wanted);
    if (wanted !== undefined && !tampering)
      throw wrongUse(`nothing can be tampered with by "${wanted}"; there are: ${TAMPERINGS.join(', ')}`);
    const body = optionalText(asked, 'payload');
    const payload = body === undefined ? undefined : Buffer.from(body);
    const type = optionalText(asked, 'type');
    const { prepared, send } = await makeEvent({ source, type, payload, tampering, deployment });
    const answer = await send();
    return {
      source: source.name,
      ...(source.tenant !== undefined && { tenant: source.tenant }),
      ...prepared.event,
      status: answer.status,
      answer: answer.body,
      ms: answer.ms,
      isExpected: isExpected(answer, tampering),
    };
  },
};
