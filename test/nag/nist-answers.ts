/** What there is to say to what the pack NIST 800-53 R5 finds; by rule, without the pack's name. */
export const NIST_ANSWERS: Readonly<Record<string, string>> = {
  SecretsManagerRotationEnabled:
    'Providers issue the secrets, so AWS cannot rotate them; `breakwater secrets rotate` does, without losing an event (docs/secrets.md).',
  SecretsManagerUsingKMSKey:
    'Encrypted with the key of Secrets Manager that AWS manages in the account. With `encryptionKey` of the stack it is a KMS key of yours, as in kms-vpc-stages (docs/security.md).',
  DynamoDBInBackupPlan:
    'The ledger has point-in-time recovery for 35 days, which is as long as it keeps an event. A backup plan is the account’s: select the table by its tags.',
  S3BucketLoggingEnabled:
    'Access to objects is audited by CloudTrail data events, which an account turns on in one place (docs/security.md lists who may do what).',
  S3BucketReplicationEnabled:
    'Quarantine and large bodies are kept for 14 and 35 days only. Who needs the archive in another region replicates it with a rule of the account’s own.',
  S3BucketVersioningEnabled:
    'Each object is written once under a key made from its content, so there are no versions to go back to, and deleting a person’s data deletes it.',
  S3DefaultEncryptionKMS:
    'Encrypted by S3 (SSE-S3, AES-256), reached over TLS only. With `encryptionKey` of the stack it is a KMS key of yours, as in kms-vpc-stages.',
  CloudWatchLogGroupEncrypted:
    'Encrypted by CloudWatch with a key of its own. With `encryptionKey` of the stack it is a KMS key of yours, as in kms-vpc-stages. What is logged is an allow list without bodies, headers, secrets and signatures.',
  IAMNoInlinePolicy:
    'Each role belongs to one function and its policy to that role alone; nothing else could use it. It is deleted with the function.',
  LambdaConcurrency:
    'Reserved concurrency would take from the account’s quota and refuse events in a burst. `maxConcurrency` limits a processor at its queue, `throttle` the API.',
  LambdaDLQ:
    'Functions answer API Gateway, SQS or a schedule; a dead-letter queue of a function is for asynchronous events. Events that fail go to their processor’s dead-letter queue, with an alarm.',
  LambdaInsideVPC:
    'Functions call AWS over TLS with the rights of their role, and hold no way into a network. With `network` of the stack all of them run in a VPC, with endpoints to the services that they call, as in kms-vpc-stages (docs/environments.md).',
  CloudWatchAlarmAction:
    'With `alarms` or `alarmEmail` of the stack every alarm is sent there; these apps leave it out, but for archive-reconcile, kms-vpc-stages and many-sources.',
  SNSEncryptedKMS:
    'Alarms hold names of queues and numbers, no data of events. The topic is reached over TLS only. With `encryptionKey` of the stack it is encrypted with a KMS key of yours, as in kms-vpc-stages.',
  WAFv2LoggingEnabled:
    'WAF’s log holds headers and queries, and with them signatures and secrets. Its metrics say what was refused by which rule; a web ACL of your own (`webAclArn`) may log.',
  APIGWCacheEnabledAndEncrypted:
    'Nothing is cached: the API only takes POST requests whose answers are about one event.',
  APIGWExecutionLoggingEnabled:
    'The log of executions shows headers and bodies, which hold signatures and personal data.',
  APIGWSSLEnabled:
    'A certificate of the gateway’s is for backends over HTTP. The one here is a function, which only the API may invoke by its policy.',
};
