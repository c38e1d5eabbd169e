import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { DefinitionReference, Resource, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';

let database: SpecDatabase | undefined;

/** The schemas that AWS publishes of CloudFormation's resource types; reading them takes half a second. */
function schemas(): SpecDatabase {
  database ??= loadAwsServiceSpecSync();
  return database;
}

/** The schema of a resource type, if CloudFormation has the type. */
export const schemaOf = (type: string): Resource | undefined =>
  schemas().lookup('resource', 'cloudFormationType', 'equals', type)[0];

/** The properties of an object that a schema refers to. */
export const propertiesOf = ({ reference }: DefinitionReference): ResourceProperties =>
  schemas().get('typeDefinition', reference).properties;
