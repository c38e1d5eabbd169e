import { isDeepStrictEqual } from 'node:util';
import { Stack } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { ConfigurationError } from '../../core/index.ts';
import { forAlarms } from '../encryption-key.ts';
import type { Foundation } from '../foundation.ts';
import { type AlarmOptions, addresses, alarmProblems, type Channels } from './alarm-options.ts';
import type { Severity } from './alarm-row.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { ChatChannels, type ChatRoute } from './chat-channels.ts';

/**
 * Makes the topics that alarms are published to, with everybody who is told: one for both severities where all hear of both.
 * @throws {ConfigurationError} with everything that is wrong with the options
 */
export function alarmTopics(
  scope: Construct,
  options: AlarmOptions,
  foundation: Foundation,
): { readonly [Each in Severity]?: ITopic | undefined } {
  const { stackName, account } = Stack.of(scope);
  const problems = alarmProblems(options);
  if (problems.length > 0) throw new ConfigurationError(problems, `"alarms" of the stack "${stackName}"`);
  const routes: ChatRoute[] = [];
  const topicOf = (id: string, channels: readonly Channels[]): ITopic | undefined => {
    if (!channels.some(isSomebody)) return undefined;
    const { topic } = new AlarmTopic(scope, id, { foundation, ...byTopic(channels) });
    routes.push(...channels.map((each) => ({ topic, channels: each })));
    return topic;
  };
  const { page = {}, ticket = {} } = options;
  const isOne = isDeepStrictEqual(page, ticket);
  const pages = topicOf('Alarms', [options, page]);
  const tickets = isOne ? pages : topicOf('Tickets', [options, ticket]);
  if (pages || tickets) foundation.key?.addToResourcePolicy(forAlarms(account));
  if (routes.some(({ channels: { slack, teams } }) => slack || teams)) new ChatChannels(scope, 'Chat', routes);
  return { page: pages, ticket: tickets };
}

const isSomebody = ({ email, slack, teams, pagerDuty }: Channels) =>
  addresses(email).length > 0 || slack !== undefined || teams !== undefined || pagerDuty !== undefined;

/** What subscribes to a topic by itself. */
function byTopic(channels: readonly Channels[]) {
  const email = [...new Set(channels.flatMap((each) => addresses(each.email)))];
  const pagerDuty = channels.map((each) => each.pagerDuty).find((url) => url !== undefined);
  return { email, ...(pagerDuty !== undefined && { pagerDuty }) };
}
