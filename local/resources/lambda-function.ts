import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BundleRecipe } from '../../core/bundle.ts';
import type { MetricsEnvironment, VerifierEnvironment } from '../../core/environment.ts';
import { TENANTS_METADATA } from '../../core/names.ts';
import { accessKeyOf } from '../aws-endpoint.ts';
import { LocalRunError } from '../local-run-error.ts';
import type { Assembly } from '../template/assembly.ts';
import type { LocalResource, ResourceType } from './resource-type.ts';

interface FunctionProperties {
  readonly Handler?: string;
  readonly Role?: unknown;
  readonly Code?: { readonly S3Key?: unknown };
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
  readonly Timeout?: number;
  readonly MemorySize?: number;
  readonly LoggingConfig?: { readonly LogGroup?: string };
}

/** The variable that says what senders send to. */
const ADDRESS: keyof VerifierEnvironment = 'PUBLIC_URL';

/** Variables of the functions that count, and how long they may collect: nobody waits here for ten seconds. */
const STACK: keyof MetricsEnvironment = 'STACK_NAME';
const LOCAL_METRICS: Partial<MetricsEnvironment> = { METRICS_SECONDS: '1' };

/** CloudFormation's own defaults. */
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MB = 128;

/** A function: the bundle that synthesis made, with the template's environment and timeout. */
export const lambdaFunction: ResourceType = {
  types: ['AWS::Lambda::Function'],

  bringUp(resource, { awsEndpoint, publicUrl }, { assembly, functions, tenantSources }) {
    const { logicalId, name, metadata } = resource;
    const properties: FunctionProperties = resource.properties;
    const { region, account } = assembly;
    const arn = `arn:aws:lambda:${region}:${account}:function:${name}`;
    const variables = Object.entries(properties.Environment?.Variables ?? {});
    const shared = metadata[TENANTS_METADATA];
    if (Array.isArray(shared)) tenantSources.push(...shared.map(String));
    functions.set(logicalId, {
      logicalId,
      name,
      arn,
      roleArn: String(properties.Role ?? ''),
      code: codeOf(resource, assembly),
      handler: properties.Handler ?? 'index.handler',
      environment: {
        ...Object.fromEntries(variables.map(([variable, value]) => [variable, String(value)])),
        // Whatever domain, stage or CDN is before the API, senders here send to the run.
        ...(variables.some(([variable]) => variable === ADDRESS) && { [ADDRESS]: publicUrl }),
        ...(variables.some(([variable]) => variable === STACK) && LOCAL_METRICS),
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        AWS_ACCESS_KEY_ID: accessKeyOf(logicalId),
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_ENDPOINT_URL: awsEndpoint,
      },
      timeoutSeconds: Number(properties.Timeout ?? DEFAULT_TIMEOUT_SECONDS),
      memoryMb: Number(properties.MemorySize ?? DEFAULT_MEMORY_MB),
      logGroup: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
      aliases: [],
      bundle: recipeOf(metadata['breakwater:bundle']),
    });
    return { ref: name, attributes: { Arn: arn } };
  },
};

/** The CDK CLI notes an asset's path; without it, the asset is named after the key that it is uploaded under. */
function codeOf({ logicalId, metadata, properties }: LocalResource, { directory }: Assembly): string {
  const { Code }: FunctionProperties = properties;
  const [hash] = String(Code?.S3Key ?? '').split('.');
  const code = resolve(directory, String(metadata['aws:asset:path'] ?? `asset.${hash}`));
  if (existsSync(code)) return code;
  throw new LocalRunError(
    `The code of ${logicalId} is not in ${code}: a local run takes functions whose code is a directory asset`,
  );
}

function recipeOf(value: unknown): BundleRecipe | undefined {
  if (typeof value !== 'object' || value === null || !('entry' in value)) return undefined;
  const alias = 'alias' in value && typeof value.alias === 'object' ? Object.entries(value.alias ?? {}) : [];
  return {
    entry: String(value.entry),
    alias: Object.fromEntries(alias.map(([module, replacement]) => [module, String(replacement)])),
  };
}
