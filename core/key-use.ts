const GENERATE = 'kms:GenerateDataKey';
const DECRYPT = 'kms:Decrypt';

/** What a service does with a store's key in the name of its caller, by what the caller may do to the store. */
const KEY_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
  'sqs:SendMessage': [GENERATE, DECRYPT],
  'sqs:ReceiveMessage': [DECRYPT],
  // https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
  'kinesis:PutRecord': [GENERATE],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
  's3:PutObject': [GENERATE],
  's3:GetObject': [DECRYPT],
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
  'secretsmanager:GetSecretValue': [DECRYPT],
  'secretsmanager:PutSecretValue': [GENERATE, DECRYPT],
};

/**
 * What a role needs on the key that a store is encrypted with, besides an action on the store, such as `sqs:SendMessage`.
 * A table has a key of its own that DynamoDB only ever decrypts:
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html
 */
export const keyActionsFor = (action: string): readonly string[] =>
  KEY_ACTIONS[action] ?? (action.startsWith('dynamodb:') ? [DECRYPT] : []);

/** How a key's conditions name the service that acts for a caller: `kms:ViaService`. */
export const viaService = (service: string, region: string) => `${service}.${region}.amazonaws.com`;
