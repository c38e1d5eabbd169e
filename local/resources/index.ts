import { dynamodbTable } from './dynamodb-table.ts';
import { eventBus } from './event-bus.ts';
import { eventSourceMapping } from './event-source-mapping.ts';
import { eventsRule } from './events-rule.ts';
import { httpApi } from './http-api.ts';
import { httpApiIntegration } from './http-api-integration.ts';
import { httpApiRoute } from './http-api-route.ts';
import { httpApiStage } from './http-api-stage.ts';
import { iamPolicy } from './iam-policy.ts';
import { iamRole } from './iam-role.ts';
import { distribution, inFront } from './in-front.ts';
import { lambdaFunction } from './lambda-function.ts';
import { lambdaVersion } from './lambda-version.ts';
import { nothingToRun } from './nothing-to-run.ts';
import { resourcePolicy } from './resource-policy.ts';
import type { ResourceType } from './resource-type.ts';
import { restApi, restApiResource, restApiStage } from './rest-api.ts';
import { restApiMethod } from './rest-api-method.ts';
import { s3Bucket } from './s3-bucket.ts';
import { secret } from './secret.ts';
import { sqsQueue } from './sqs-queue.ts';

/** Every kind of resource that a local run knows. */
export const resourceTypes: readonly ResourceType[] = [
  dynamodbTable,
  sqsQueue,
  s3Bucket,
  secret,
  lambdaFunction,
  lambdaVersion,
  eventSourceMapping,
  eventBus,
  eventsRule,
  httpApi,
  httpApiIntegration,
  httpApiRoute,
  httpApiStage,
  iamRole,
  iamPolicy,
  resourcePolicy,
  restApi,
  restApiResource,
  restApiMethod,
  restApiStage,
  distribution,
  inFront,
  nothingToRun,
];
