import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acceptFindings } from '../accept-findings.ts';
import type { Foundation } from '../foundation.ts';
import { addresses, type Channels } from './alarm-options.ts';

export interface AlarmTopicProps extends Pick<Channels, 'email' | 'pagerDuty'> {
  readonly foundation?: Foundation | undefined;
}

/** Where alarms are published. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email, pagerDuty, foundation }: AlarmTopicProps) {
    super(scope, id);
    const key = foundation?.key;
    this.topic = new Topic(this, 'Topic', { enforceSSL: true, ...(key && { masterKey: key }) });
    // A topic with a policy no longer has the default one, by which the account's alarms may publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    for (const address of addresses(email))
      acceptFindings(this.topic.addSubscription(new EmailSubscription(address)), 'alarmMail');
    if (pagerDuty)
      acceptFindings(
        this.topic.addSubscription(new UrlSubscription(pagerDuty, { protocol: SubscriptionProtocol.HTTPS })),
        'alarmMail',
      );
  }
}
