import { fieldsOf, itemsOf, type NeededPermission, type Place, type ServiceCall } from './needed-permission.ts';

/**
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html: a policy is compared with
 * the secret's full ARN, however the call names the secret.
 */
export function secretsPermissions({ operation, body }: ServiceCall, place: Place): NeededPermission[] {
  const { SecretId, Name, SecretIdList } = fieldsOf(body);
  const action = `secretsmanager:${operation}`;
  const given = SecretId ?? Name;
  if (given !== undefined) return [{ action, resource: arnOf(String(given), place) }];
  const listed = itemsOf(SecretIdList).map((id) => ({
    action: 'secretsmanager:GetSecretValue',
    resource: arnOf(String(id), place),
  }));
  return [{ action, resource: '*' }, ...listed];
}

function arnOf(id: string, { secretArnOf }: Place): string {
  if (!id.startsWith('arn:')) return secretArnOf(id);
  const name = id.split(':').slice(6).join(':');
  // The ARN may lack the suffix, or be whole.
  return /-\w{6}$/.test(name) && secretArnOf(name.slice(0, -7)) === id ? id : secretArnOf(name);
}
