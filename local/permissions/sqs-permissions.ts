import { fieldsOf, type NeededPermission, type Place, type ServiceCall } from './needed-permission.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html: a batch has no action of its own. */
export function sqsPermissions({ operation, body }: ServiceCall, { region, account }: Place): NeededPermission[] {
  const { QueueUrl, QueueName, SourceArn } = fieldsOf(body);
  // A queue of another account or region is known by its URL: https://sqs.REGION.amazonaws.com/ACCOUNT/NAME
  const [, ofRegion = region, ofAccount = account, ofUrl] =
    /^https?:\/\/(?:sqs\.([a-z0-9-]+)\.amazonaws\.[a-z.]+|[^/]+)\/(\d{12})\/([^/]+)$/.exec(String(QueueUrl ?? '')) ??
    [];
  const name =
    QueueName ??
    ofUrl ??
    String(QueueUrl ?? '')
      .split('/')
      .at(-1);
  const resource = name ? `arn:aws:sqs:${ofRegion}:${ofAccount}:${name}` : String(SourceArn ?? '*');
  return [{ action: `sqs:${operation.replace(/Batch$/, '')}`, resource }];
}

/** What an event source mapping does with its function's role: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
export const MAPPING_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'] as const;
