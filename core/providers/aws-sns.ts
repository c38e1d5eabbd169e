import { at } from '../field.ts';
import { awsSnsScheme, snsHost } from '../signatures/aws-sns.ts';
import type { Provider } from './provider.ts';

export const awsSns: Provider<'topicArn'> = {
  id: 'aws-sns',
  name: 'Amazon SNS',
  scheme: awsSnsScheme,
  settings: {
    topicArn: {
      says: 'the ARN of the topic',
      form: /^arn:aws(?:-cn|-us-gov)?:sns:[a-z]{2}(?:-[a-z]+){1,3}-\d:\d{12}:[A-Za-z0-9_-]{1,256}(?:\.fifo)?$/,
      example: 'arn:aws:sns:eu-west-1:123456789012:orders',
    },
  },
  content: 'json',
  event: { id: 'body.MessageId', type: 'body.Type', time: 'body.Timestamp', subject: 'body.TopicArn' },
  // To be unsubscribed is an event: to visit the address in it would subscribe again.
  handshake: ({ json }, { settings: { topicArn } }) => {
    const visit = at(json, 'SubscribeURL');
    if (at(json, 'Type') !== 'SubscriptionConfirmation' || typeof visit !== 'string' || !topicArn) return undefined;
    return isConfirmation(visit, topicArn) ? { status: 200, visit } : undefined;
  },
  deadline: 15,
  docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html',
};

function isConfirmation(address: string, topicArn: string): boolean {
  const origin = `https://${snsHost(topicArn)}`;
  const url = address.startsWith(`${origin}/?`) ? URL.parse(address) : null;
  if (url?.origin !== origin) return false;
  const names = [...url.searchParams.keys()].sort().join();
  const { Action, TopicArn } = Object.fromEntries(url.searchParams);
  return names === 'Action,Token,TopicArn' && Action === 'ConfirmSubscription' && TopicArn === topicArn;
}
