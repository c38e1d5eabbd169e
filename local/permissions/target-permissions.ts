import { invokedFunction } from '../targets/function-target.ts';
import { fieldsOf, itemsOf, type NeededPermission, type Place, type ServiceCall } from './needed-permission.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html: the action is not called like the operation. */
export function lambdaPermissions({ url }: ServiceCall, { region, account }: Place): NeededPermission[] {
  const name = invokedFunction(url) ?? '';
  const resource = name.startsWith('arn:') ? name : `arn:aws:lambda:${region}:${account}:function:${name}`;
  return [{ action: 'lambda:InvokeFunction', resource }];
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
export function eventsPermissions({ operation, body }: ServiceCall, { region, account }: Place): NeededPermission[] {
  const buses = itemsOf(fieldsOf(body).Entries).map((entry) => String(fieldsOf(entry).EventBusName ?? 'default'));
  return [...new Set(buses)].map((bus) => ({
    action: `events:${operation}`,
    resource: bus.startsWith('arn:') ? bus : `arn:aws:events:${region}:${account}:event-bus/${bus}`,
  }));
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html */
export function kinesisPermissions({ operation, body }: ServiceCall, { region, account }: Place): NeededPermission[] {
  const { StreamARN, StreamName } = fieldsOf(body);
  const resource = String(StreamARN ?? `arn:aws:kinesis:${region}:${account}:stream/${StreamName}`);
  return [{ action: `kinesis:${operation}`, resource }];
}
