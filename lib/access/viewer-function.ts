import { Stack } from 'aws-cdk-lib';
import { Function as CloudFrontFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { VIEWER_HEADER } from '../../core/access.ts';

/** A name has 64 characters, of which the region and the rest take 22: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateFunction.html */
const MOST_OF_STACK = 42;

/**
 * Has CloudFront say who sent a request, in place of whatever the sender says. `X-Forwarded-For` would not do: anybody may
 * begin it, and an HTTP API does not say what it makes of it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
export const viewerFunction = (scope: Construct, stackName: string) =>
  new CloudFrontFunction(scope, 'Viewer', {
    // The CDK would name it after its place in the app, which is the same in every stage; all regions share the names.
    functionName: `${stackName.slice(-MOST_OF_STACK)}-${Stack.of(scope).region}-viewer`,
    comment: 'Tells the verifier of webhooks who sent a request',
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(
      `function handler(event) { event.request.headers['${VIEWER_HEADER}'] = { value: event.viewer.ip }; return event.request; }`,
    ),
  });
