import { Stack } from 'aws-cdk-lib';
import { CfnMicrosoftTeamsChannelConfiguration, CfnSlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Channels } from './alarm-options.ts';

/** What is published, and to which channels of a chat it goes. */
export interface ChatRoute {
  readonly topic: ITopic;
  readonly channels: Channels;
}

/** Without it the service lets whoever is in the channel do what the role could be allowed to: this one may look at CloudWatch. */
const GUARDRAIL = 'policy/CloudWatchReadOnlyAccess';

/** Hands alarms on to channels of Slack and Microsoft Teams, one configuration for each channel. */
export class ChatChannels extends Construct {
  constructor(scope: Construct, id: string, routes: readonly ChatRoute[]) {
    super(scope, id);
    const { stackName, partition } = Stack.of(this);
    // Without a policy: the service shows what it is sent, and nobody in the channel can do anything by it.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('chatbot.amazonaws.com') });
    const ways = {
      iamRoleArn: role.roleArn,
      guardrailPolicies: [`arn:${partition}:iam::aws:${GUARDRAIL}`],
    };
    for (const [channelId, { channel, topics }] of byChannel(routes, ({ slack }) => slack))
      new CfnSlackChannelConfiguration(this, `Slack${channelId}`, {
        ...ways,
        configurationName: `${stackName}-${channelId}`,
        slackWorkspaceId: channel.workspaceId,
        slackChannelId: channelId,
        snsTopicArns: topics.map(({ topicArn }) => topicArn),
      });
    [...byChannel(routes, ({ teams }) => teams)].forEach(([channelId, { channel, topics }], index) => {
      new CfnMicrosoftTeamsChannelConfiguration(this, `Teams${index + 1}`, {
        ...ways,
        configurationName: `${stackName}-teams-${index + 1}`,
        teamId: channel.teamId,
        teamsTenantId: channel.tenantId,
        teamsChannelId: channelId,
        snsTopicArns: topics.map(({ topicArn }) => topicArn),
      });
    });
  }
}

/** A channel can have one configuration only, which may be of several topics. */
function byChannel<Channel extends { readonly channelId: string }>(
  routes: readonly ChatRoute[],
  of: (channels: Channels) => Channel | undefined,
): Map<string, { readonly channel: Channel; readonly topics: ITopic[] }> {
  const found = new Map<string, { readonly channel: Channel; readonly topics: ITopic[] }>();
  for (const { topic, channels } of routes) {
    const channel = of(channels);
    if (!channel) continue;
    const topics: ITopic[] = found.get(channel.channelId)?.topics ?? [];
    if (!topics.includes(topic)) topics.push(topic);
    found.set(channel.channelId, { channel, topics });
  }
  return found;
}
