import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acceptFindings } from './accept-findings.ts';
import { forAlarms } from './encryption-key.ts';
import type { Foundation } from './foundation.ts';

export interface AlarmTopicProps {
  /** Who is told; SNS asks the address for consent first. */
  readonly email: string;
  readonly foundation?: Foundation | undefined;
}

/** Where alarms are published. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email, foundation }: AlarmTopicProps) {
    super(scope, id);
    const key = foundation?.key;
    this.topic = new Topic(this, 'Topic', { enforceSSL: true, ...(key && { masterKey: key }) });
    key?.addToResourcePolicy(forAlarms(Stack.of(this).account));
    // A topic with a policy no longer has the default one, by which the account's alarms may publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    acceptFindings(this.topic.addSubscription(new EmailSubscription(email)), 'alarmMail');
  }
}
