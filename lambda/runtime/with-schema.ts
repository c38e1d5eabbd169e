import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { WebhookEvent } from '../../core/event.ts';
import type { ProcessorFunction } from './processor-function.ts';
import { SchemaMismatch } from './schema-mismatch.ts';

/**
 * The work on payloads that fit a schema, with what the schema made of them. Another payload is given up at once; a
 * validator that throws has failed like any other work.
 * @throws {TypeError} when it is no Standard Schema
 */
export function withSchema<Schema extends StandardSchemaV1>(
  schema: Schema,
  work: ProcessorFunction<WebhookEvent<string, StandardSchemaV1.InferOutput<Schema>>>,
): ProcessorFunction {
  const standard: StandardSchemaV1['~standard'] | undefined = schema?.['~standard'];
  if (typeof standard?.validate !== 'function')
    throw new TypeError(
      'the `schema` that defineProcessor got is no Standard Schema; allowed are schemas of zod from 3.24, valibot from 1.0, arktype from 2.0, and of others on https://standardschema.dev',
    );
  return async (event, context) => {
    const result = await standard.validate(event.data);
    if (result.issues) throw new SchemaMismatch(result.issues, event.data);
    await work({ ...event, data: result.value }, context);
  };
}
