import type { LocalRunMessage } from '../../local/report.ts';
import { eventsRule } from '../../local/resources/events-rule.ts';
import type { Blueprint, Engines } from '../../local/resources/resource-type.ts';
import { createScheduleGroup, type ScheduleDefinition } from '../../local/schedules/schedule-group.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:Tick';

/** What a rule of the template becomes. */
async function bringUp(properties: Record<string, unknown>) {
  const schedules: ScheduleDefinition[] = [];
  const messages: LocalRunMessage[] = [];
  const resource = { logicalId: 'Rule', type: 'AWS::Events::Rule', name: 'Small-Rule', properties, metadata: {} };
  const assembly = { region: 'us-east-1', account: '000000000000' };
  const report = (message: LocalRunMessage) => void messages.push(message);
  await eventsRule.bringUp(resource, { report } as Engines, { schedules, assembly } as Blueprint);
  return { schedules, messages };
}

test('a rule with a rate calls its functions that often', async () => {
  const Targets = [{ Arn: ARN }];
  expect((await bringUp({ ScheduleExpression: 'rate(15 minutes)', State: 'ENABLED', Targets })).schedules).toEqual([
    { logicalId: 'Rule', functionArn: ARN, everyMs: 900_000 },
  ]);
  expect((await bringUp({ ScheduleExpression: 'rate(1 hour)', Targets })).schedules).toMatchObject([
    { everyMs: 3_600_000 },
  ]);
});

test('a disabled rule calls nobody, and one of another kind is named in a warning', async () => {
  const Targets = [{ Arn: ARN }];
  expect((await bringUp({ ScheduleExpression: 'rate(1 day)', State: 'DISABLED', Targets })).schedules).toEqual([]);
  const { schedules, messages } = await bringUp({ ScheduleExpression: 'cron(0 9 * * ? *)', Targets });
  expect(schedules).toEqual([]);
  expect(messages).toEqual([{ kind: 'warning', text: expect.stringContaining('cron(0 9 * * ? *)') }]);
});

test('calls go on while the schedule stays, end with it, and a failed one is told of', async () => {
  const calls: string[] = [];
  const messages: LocalRunMessage[] = [];
  const group = createScheduleGroup({
    async invoke(functionId) {
      calls.push(functionId);
      return { kind: 'failed', error: 'no such table' };
    },
    report: (message) => void messages.push(message),
  });
  const schedule = { logicalId: 'Rule', functionArn: ARN, everyMs: 5 };
  group.apply([{ schedule, functionId: 'Tick' }]);
  group.apply([{ schedule, functionId: 'Tick' }]);
  await pause(100);
  expect(calls.length).toBeGreaterThan(1);
  expect(messages[0]).toEqual({ kind: 'failure', text: 'Rule: no such table' });
  group.apply([]);
  const before = calls.length;
  await pause(30);
  expect(calls).toHaveLength(before);
  group.stop();
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
