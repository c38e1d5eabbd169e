import { deployTemplate } from '../../local/deploy-template.ts';
import type { Engine } from '../../local/engines/engine.ts';
import { startSecretsManager } from '../../local/engines/secrets-engine.ts';
import type { Blueprint } from '../../local/resources/resource-type.ts';
import { readAssembly } from '../../local/template/assembly.ts';

/** The stack of an assembly as a local run reads it, its policies included, with nothing behind it. */
export async function readStack(directory: string, awsEndpoint: string): Promise<Blueprint> {
  const assembly = readAssembly(directory);
  const { account, region } = assembly;
  const engine: Engine = {
    answer: async () => ({ status: 200, headers: {}, body: '{"Table":{"TableStatus":"ACTIVE","KeySchema":[]}}' }),
    close: async () => undefined,
  };
  const { blueprint } = await deployTemplate(assembly, {
    tables: engine,
    queues: { ...engine, putQueue: () => undefined, wakePollers: () => undefined, depths: () => [] },
    objects: { ...engine, putBucket: () => undefined },
    secrets: startSecretsManager(region, account, undefined),
    awsEndpoint,
    queueUrl: (name) => `${awsEndpoint}/${account}/${name}`,
    publicUrl: awsEndpoint,
    report: () => undefined,
  });
  return blueprint;
}
