import { defineWebhooks, eventBus, lambdaFunction, parseWebhooks, queue, stream } from '../../core/index.ts';
import { parseTarget } from '../../core/target.ts';

const ARN = 'arn:aws:sqs:eu-central-1:111122223333:billing';
const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function parsed(to: unknown) {
  const problems: string[] = [];
  return { target: parseTarget('processor "p"', to, problems), problems };
}

test.each([
  [queue(ARN), { kind: 'queue', at: ARN }],
  [queue('billing.fifo', { key: KEY }), { kind: 'queue', at: 'billing.fifo', key: KEY }],
  [queue(), { kind: 'queue', at: undefined }],
  [lambdaFunction('arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:billing:live'), { kind: 'function' }],
  [lambdaFunction('billing:live'), { kind: 'function', at: 'billing:live' }],
  [eventBus('arn:aws:events:us-east-1:111122223333:event-bus/billing'), { kind: 'eventBus' }],
  [eventBus('default'), { kind: 'eventBus', at: 'default' }],
  [stream('arn:aws-cn:kinesis:cn-north-1:111122223333:stream/billing'), { kind: 'stream' }],
])('%j is taken as it is', (to, target) => {
  expect(parsed(to)).toMatchObject({ target, problems: [] });
  expect(parsed(JSON.parse(JSON.stringify(to)))).toEqual(parsed(to));
});

test.each([
  ['billing', '"to" is "billing"; allowed: one of queue, function, eventBus, stream'],
  [{}, '"to" is {}; allowed: one of'],
  [{ queue: ARN, stream: 'billing' }, 'allowed: one of'],
  [{ queue: 7 }, '"to.queue" is 7; allowed: the ARN of a queue, such as arn:aws:sqs:'],
  [{ queue: 'arn:aws:sns:eu-central-1:111122223333:billing' }, 'that is an ARN of sns, and a queue is of sqs'],
  [{ queue: 'arn:aws:sqs:eu-central-1::billing' }, 'allowed: the ARN of a queue'],
  [{ queue: 'arn:aws:sqs:*:111122223333:*' }, 'allowed: the ARN of a queue'],
  [{ stream: 'arn:aws:kinesis:eu-central-1:111122223333:billing' }, ':stream/billing'],
  [{ function: 'arn:aws:lambda:eu-central-1:111122223333:function:billing:*' }, 'the ARN of a function'],
  [{ function: 'billing', key: KEY }, '"to.key" is given, but whoever sends to a function needs no key'],
  [{ queue: ARN, key: 'alias/billing' }, '"to.key" is "alias/billing"; allowed: the ARN of a KMS key'],
  [{ queue: ARN, partitionBy: 'id' }, '"to": "partitionBy" is unknown; allowed: queue, key'],
])('%j is refused, with what is allowed', (to, problem) => {
  const { problems } = parsed(to);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^processor "p": /);
  expect(problems[0]).toContain(problem);
});

test('a processor with a target is a processor like any other, and has no module', () => {
  const { processors } = defineWebhooks({
    sources: { stripe: {} },
    processors: { billing: { on: { stripe: ['invoice.*'] }, to: queue(ARN), maxAttempts: 3 } },
  });
  expect(processors.billing).toMatchObject({ to: { kind: 'queue', at: ARN }, maxAttempts: 3, timeoutSeconds: 30 });
  const json = { sources: { stripe: {} }, processors: { billing: { on: { stripe: ['*'] }, to: { queue: ARN } } } };
  expect(parseWebhooks(json).processors.billing?.to).toEqual({ kind: 'queue', at: ARN });
  const both = { ...json, processors: { billing: { ...json.processors.billing, entry: 'billing.ts' } } };
  expect(() => parseWebhooks(both)).toThrow('"entry" and "to" exclude each other');
});
