import { Match } from 'aws-cdk-lib/assertions';
import type { AlarmOptions, WebhookStackProps } from '../../../lib/index.ts';
import { synthesize, webhooks } from '../synthesize.ts';

const slack = { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' };
const teams = {
  tenantId: '00000000-0000-4000-8000-000000000001',
  teamId: '00000000-0000-4000-8000-000000000002',
  channelId: '19%3Aabc123%40thread.tacv2',
};
const pagerDuty = 'https://events.pagerduty.com/integration/abc123/enqueue';
const template = (props: Partial<WebhookStackProps>) => synthesize({ webhooks, ...props }).template;
const stackWith = (alarms: AlarmOptions) => template({ alarms });

/** The topics that an alarm is published to, by the beginning of their logical ids. */
function toldOf(of: ReturnType<typeof template>, name: string): unknown {
  const all = Object.values(of.findResources('AWS::CloudWatch::Alarm'));
  const { AlarmActions, OKActions } = all.find(({ Properties }) => Properties.AlarmName === name)?.Properties ?? {};
  expect(OKActions).toEqual(AlarmActions);
  return AlarmActions?.map(({ Ref }: { Ref: string }) => Ref.replace(/Topic.*/, ''));
}

test('nobody is told unless somebody is named', () => {
  const silent = stackWith({});
  silent.resourceCountIs('AWS::SNS::Topic', 0);
  expect(toldOf(silent, 'Hooks-webhooks-not-taken')).toBeUndefined();
});

test.each<[string, Partial<WebhookStackProps>]>([
  ['alarmEmail', { alarmEmail: 'oncall@example.com' }],
  ['alarms.email', { alarms: { email: 'oncall@example.com' } }],
])('%s hears of everything, by one topic', (_, props) => {
  const told = template(props);
  told.resourceCountIs('AWS::SNS::Topic', 1);
  told.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'oncall@example.com' });
  for (const name of ['webhooks-not-taken', 'throttles']) expect(toldOf(told, `Hooks-${name}`)).toEqual(['Alarms']);
});

test('what cannot wait goes to the one, and what can to the other', () => {
  const told = stackWith({ page: { pagerDuty }, ticket: { email: ['a@example.com', 'b@example.com'] } });
  expect(toldOf(told, 'Hooks-webhooks-not-taken')).toEqual(['Alarms']);
  expect(toldOf(told, 'Hooks-throttles')).toEqual(['Tickets']);
  told.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'https',
    Endpoint: pagerDuty,
    TopicArn: { Ref: Match.stringLikeRegexp('^AlarmsTopic') },
  });
  told.resourceCountIs('AWS::SNS::Subscription', 3);
});

test('a channel of Slack that hears of both has one configuration, by which nobody can do anything', () => {
  const told = stackWith({ slack, page: { teams } });
  const topics = ['^AlarmsTopic', '^TicketsTopic'].map((id) => ({ Ref: Match.stringLikeRegexp(id) }));
  told.hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', {
    SlackWorkspaceId: slack.workspaceId,
    SlackChannelId: slack.channelId,
    SnsTopicArns: topics,
    GuardrailPolicies: [{ 'Fn::Join': ['', Match.arrayWith([':iam::aws:policy/CloudWatchReadOnlyAccess'])] }],
  });
  told.hasResourceProperties('AWS::Chatbot::MicrosoftTeamsChannelConfiguration', {
    TeamsChannelId: teams.channelId,
    SnsTopicArns: [topics[0]],
  });
  const [role] = Object.entries(told.findResources('AWS::IAM::Role')).filter(([id]) => id.startsWith('Chat'));
  expect(Object.keys(role?.[1].Properties)).toEqual(['AssumeRolePolicyDocument']);
});

test('topics are encrypted with the key of the stack, which alarms may use once', () => {
  const told = template({
    encryptionKey: 'create',
    alarms: { page: { pagerDuty }, ticket: { email: 'a@example.com' } },
  });
  told.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.objectLike({}) });
  const [key] = Object.values(told.findResources('AWS::KMS::Key'));
  const text = JSON.stringify(key?.Properties.KeyPolicy);
  expect(text.split('cloudwatch.amazonaws.com')).toHaveLength(2);
});

test.each<[AlarmOptions, string]>([
  [{ email: 'oncall' }, '"alarms.email" is "oncall"; it looks like oncall@example.com'],
  [{ slack: { ...slack, channelId: '#alarms' } }, '"alarms.slack.channelId" is "#alarms"; it looks like C0123ABCD'],
  [{ page: { teams: { ...teams, teamId: 'Ops' } } }, '"alarms.page.teams.teamId" is "Ops"; it looks like'],
  [{ ticket: { pagerDuty: 'https://example.com' } }, '"alarms.ticket.pagerDuty" is "https://example.com"; it looks'],
  [{ maxRequestsPerDay: 0 }, '"alarms.maxRequestsPerDay" is 0; allowed: whole numbers from 1'],
])('%j is refused', (alarms, problem) => {
  expect(() => stackWith(alarms)).toThrow(problem);
});

test('alarmEmail and alarms.email together are refused', () => {
  expect(() => template({ alarmEmail: 'a@example.com', alarms: { email: 'b@example.com' } })).toThrow(
    'say one of them',
  );
});
