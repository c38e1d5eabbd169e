import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsEndpoint } from '../aws-endpoint.ts';
import type { LocalRunOptions } from '../local-run.ts';
import type { Assembly } from '../template/assembly.ts';
import { startDynalite } from './dynalite-engine.ts';
import { startDynamoDbLocal } from './dynamodb-local-engine.ts';
import type { Engine } from './engine.ts';
import { type QueueEngine, startFauxqs } from './fauxqs-engine.ts';
import { openMessageStore } from './message-store.ts';
import { type ObjectEngine, startObjects } from './object-engine.ts';
import { openObjectKeeper } from './object-keeper.ts';
import { type SecretsEngine, startSecretsManager } from './secrets-engine.ts';

/** What plays AWS, behind one endpoint. */
export interface RunningEngines {
  readonly tables: Engine;
  readonly queues: QueueEngine;
  readonly objects: ObjectEngine;
  readonly secrets: SecretsEngine;
  readonly queueUrl: (name: string) => string;
}

type EngineOptions = Pick<LocalRunOptions, 'engine' | 'dataDirectory'>;

/**
 * Starts the engines of a run, on the data of the last one when there is a directory.
 * @param onClose - is told how to close each engine that has come up
 */
export async function startEngines(
  { region, account }: Assembly,
  { engine, dataDirectory }: EngineOptions,
  endpoint: AwsEndpoint,
  onClose: (close: () => Promise<void>) => void,
): Promise<RunningEngines> {
  const inDirectory = (name: string) => (dataDirectory === undefined ? undefined : join(dataDirectory, name));
  if (dataDirectory !== undefined) mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  // First, since it is what keeps a second run out of the directory.
  const queueFile = inDirectory('queues.db');
  const messageStore = queueFile === undefined ? undefined : openMessageStore(queueFile);
  if (messageStore) onClose(async () => messageStore.close());

  const objectFile = inDirectory('objects.db');
  const objectKeeper = objectFile === undefined ? undefined : openObjectKeeper(objectFile);
  if (objectKeeper) onClose(async () => objectKeeper.close());

  const queueUrl = (name: string) => `${endpoint.url}/${account}/${name}`;
  const queueArn = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`;
  const startTables = engine === 'dynalite' ? startDynalite : startDynamoDbLocal;
  const tablesUp = startTables(inDirectory(engine)).then(closing(onClose));
  const queuesUp = startFauxqs({ url: queueUrl, arn: queueArn }, messageStore).then(closing(onClose));
  const objectsUp = startObjects(objectKeeper).then(closing(onClose));
  // If one does not come up, the others have to, before they can be closed.
  await Promise.allSettled([tablesUp, queuesUp, objectsUp]);
  const tables = await tablesUp;
  const queues = await queuesUp;
  const objects = await objectsUp;
  const secrets = startSecretsManager(region, account, inDirectory('secrets.json'));
  endpoint.serve('dynamodb', tables);
  endpoint.serve('sqs', queues);
  endpoint.serve('s3', objects);
  endpoint.serve('secretsmanager', secrets);
  return { tables, queues, objects, secrets, queueUrl };
}

const closing =
  <Started extends Engine>(onClose: (close: () => Promise<void>) => void) =>
  (engine: Started): Started => {
    onClose(() => engine.close());
    return engine;
  };
