import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext, uuidOf } from './sample.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
export const awsSns: CatalogueEntry = {
  types: ['Notification', 'UnsubscribeConfirmation'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, message(base, type, context), {
      'content-type': 'text/plain; charset=UTF-8',
      'x-amz-sns-message-type': type,
    }),
  register:
    'SNS > Subscriptions > Create subscription: HTTPS, https://…/webhooks/NAME. It is confirmed by itself. The source names the topic.',
  secret:
    'None: SNS serves the certificate it signs with. A public key that is set as the secret is the only one that counts.',
  traps: [
    'Raw message delivery drops the envelope and the signature with it: leave it off.',
    'An event of the type UnsubscribeConfirmation says that the subscription is gone; the address in it would bring it back.',
  ],
};

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:orders';

function message(base: string, type: string, context: SampleContext) {
  const own =
    base === 'Notification'
      ? { Subject: 'An order', Message: '{"order":1001,"to":"Zoë"}' }
      : {
          Token: nameOf(context, 64),
          Message: `You have chosen to deactivate subscription ${TOPIC}:2bcfbf39.`,
          SubscribeURL: `https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=1`,
        };
  return {
    Type: type,
    MessageId: uuidOf(context),
    TopicArn: TOPIC,
    ...own,
    Timestamp: new Date(context.now).toISOString(),
    SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0000.pem',
  };
}
