import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { clientsOf } from '../local/aws-clients.ts';
import { eventually } from '../local/run-in-process.ts';
import { type AlarmStage, OLDER, OVER } from './alarm-stage.ts';

/** How an alarm is made to ring. */
export interface Cause {
  /** The alarm, without the stack's name. */
  readonly alarm: string;
  readonly cause: (stage: AlarmStage) => Promise<unknown>;
  /** Removes the cause. @default - it is gone by itself */
  readonly end?: (stage: AlarmStage) => Promise<unknown>;
  /** After how many minutes nothing is seen of it any more. */
  readonly minutes: number;
  /** It rings before, since it has been silent for long. @default false */
  readonly startsSilent?: boolean;
}

const FORGED = { with: 'a secret that somebody guessed' };

/** Does a thing in each of several periods of so many minutes. */
async function inTurn(
  { pass }: AlarmStage,
  minutes: number,
  times: number,
  work: () => Promise<unknown>,
): Promise<void> {
  for (let time = 0; time < times; time++) {
    if (time > 0) await pass(minutes);
    await work();
  }
}

/** Lets a queue be looked at in each of so many minutes. */
const looks = (stage: AlarmStage, minutes: number) => inTurn(stage, 1, minutes, () => stage.pass(0));

const failing = ({ post }: AlarmStage) => post('acme', { type: 'failing', do: 'fail' }, { times: 4 });

/** After an event, three hours without one. */
async function quiet({ post, pass }: AlarmStage): Promise<void> {
  await post('quiet');
  await pass(181);
}

/** What Lambda says of a function whose logical id begins so. */
const ofFunction = ({ functionName }: AlarmStage, logicalId: string, metric: string) => ({
  namespace: 'AWS/Lambda',
  metric,
  dimensions: { FunctionName: functionName(logicalId) },
  value: 1,
});

const LAGGING = {
  namespace: 'Breakwater',
  metric: 'ReconcilerLag',
  dimensions: { Stack: 'Hooks', Source: 'stripe' },
  value: 4000,
};

/** Puts in what a laptop cannot bring about. */
const put = async ({ run }: AlarmStage, sample: typeof LAGGING | ReturnType<typeof ofFunction>) => run.put(sample);

/** How often a metric of a processor was counted so far. */
async function counted({ run }: AlarmStage, processor: string, metric: string): Promise<number> {
  const dimensions = { Stack: 'Hooks', Processor: processor };
  const range = { from: 0, to: Number.MAX_SAFE_INTEGER, periodSeconds: 60 };
  const found = await run.query({ namespace: 'Breakwater', metric, dimensions, statistic: 'Sum', ...range });
  return found.reduce((sum, { value }) => sum + value, 0);
}

/** Takes everything off a queue. */
async function empty({ run }: AlarmStage, name: string): Promise<void> {
  const { queues } = clientsOf(run);
  const QueueUrl = `${run.awsEndpoint}/000000000000/Hooks-${name}`;
  for (;;) {
    const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl }));
    if (Messages.length === 0) return;
    for (const { ReceiptHandle } of Messages) await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
}

/** One for each row of the tables, by its name. */
export const CAUSES: Readonly<Record<string, Cause>> = {
  'webhooks-not-taken': {
    alarm: 'webhooks-not-taken',
    async cause({ ledger, post }) {
      ledger('unavailable');
      expect(await post('acme', undefined, { times: 3 })).toEqual([503, 503, 503]);
    },
    end: async ({ ledger }) => ledger(),
    minutes: 6,
  },
  // Nothing limits how many functions run on a laptop: what Lambda would say is put in.
  throttles: {
    alarm: 'throttles',
    cause: (stage) => inTurn(stage, 5, 2, () => put(stage, ofFunction(stage, 'IngressVerifier', 'Throttles'))),
    minutes: 11,
  },
  'ledger-throttled': {
    alarm: 'ledger-throttled',
    cause(stage) {
      stage.ledger('throttle');
      return inTurn(stage, 5, 2, () => stage.post('acme'));
    },
    end: async ({ ledger }) => ledger(),
    minutes: 11,
  },
  'daily-requests': {
    alarm: 'daily-requests',
    cause: ({ post }) => post('acme', undefined, { ...FORGED, times: 501 }),
    minutes: 1441,
  },
  'ack-latency': {
    alarm: 'impatient-ack-latency',
    cause(stage) {
      stage.ledger('late');
      return inTurn(stage, 5, 3, () => stage.post('impatient'));
    },
    end: async ({ ledger }) => ledger(),
    minutes: 16,
  },
  'secret-unset': { alarm: 'unset-secret-unset', cause: ({ post }) => post('unset'), minutes: 6 },
  silence: { alarm: 'quiet-silence', cause: quiet, end: ({ post }) => post('quiet'), minutes: 0, startsSilent: true },
  'source-in-trouble': {
    alarm: 'quiet-source-in-trouble',
    cause: quiet,
    end: ({ post }) => post('quiet'),
    minutes: 0,
    startsSilent: true,
  },
  'wrong-signatures': {
    alarm: 'acme-wrong-signatures',
    cause: ({ post }) => post('acme', undefined, { ...FORGED, times: 3 }),
    minutes: 16,
  },
  'refusals-spike': {
    alarm: 'acme-refusals-spike',
    cause: ({ post }) => post('acme', undefined, { ...FORGED, times: 301 }),
    minutes: 6,
  },
  'expired-secret-tried': {
    alarm: 'acme-expired-secret-tried',
    cause: ({ post }) => post('acme', undefined, { with: OVER }),
    minutes: 6,
  },
  'older-secret-in-use': {
    alarm: 'acme-older-secret-in-use',
    cause: (stage) => inTurn(stage, 1440, 2, () => stage.post('acme', undefined, { with: OLDER })),
    minutes: 2881,
  },
  'dead-letter-not-empty': {
    alarm: 'lossy-dead-letter-not-empty',
    async cause(stage) {
      await stage.post('acme', { type: 'lossy', do: 'refuse' });
      await eventually(
        () => counted(stage, 'lossy', 'Failed'),
        (count) => count > 0,
      );
      await looks(stage, 2);
    },
    end: (stage) => empty(stage, 'lossy-dead-letter'),
    minutes: 3,
  },
  'function-errors': {
    alarm: 'crashing-function-errors',
    cause: ({ post }) => post('acme', { type: 'crashing', do: 'crash' }, { times: 3 }),
    minutes: 6,
  },
  'oldest-message-age': {
    alarm: 'waiting-oldest-message-age',
    async cause(stage) {
      await stage.pause('waiting');
      await stage.post('acme', { type: 'waiting' });
      await stage.pass(15);
      await looks(stage, 3);
    },
    end: ({ resume }) => resume('waiting'),
    minutes: 4,
  },
  'duration-near-timeout': {
    alarm: 'slow-duration-near-timeout',
    cause: ({ post }) => post('acme', { type: 'slow', do: 'take time' }),
    minutes: 16,
  },
  'attempts-failing': { alarm: 'failing-attempts-failing', cause: failing, minutes: 16 },
  'processor-in-trouble': { alarm: 'failing-processor-in-trouble', cause: failing, minutes: 16 },
  'processor-paused': {
    alarm: 'paused-processor-paused',
    async cause(stage) {
      await stage.pause('paused');
      await stage.post('acme', { type: 'paused' });
      await eventually(
        () => counted(stage, 'paused', 'Held'),
        (count) => count > 0,
      );
      await stage.pass(60);
    },
    end: ({ resume }) => resume('paused'),
    minutes: 121,
  },
  // Its schedule is in minutes, and no test waits for them: what Lambda and the function would say is put in.
  'reconciler-failing': {
    alarm: 'stripe-reconciler-failing',
    cause: (stage) => inTurn(stage, 15, 2, () => put(stage, ofFunction(stage, 'Reconcilersstripe', 'Errors'))),
    minutes: 31,
  },
  'reconciler-lag': {
    alarm: 'stripe-reconciler-lag',
    cause: (stage) => inTurn(stage, 15, 2, () => put(stage, LAGGING)),
    minutes: 31,
  },
};
