import { Stack } from 'aws-cdk-lib';
import {
  CfnBasePathMapping,
  DomainName,
  EndpointType,
  IpAddressType,
  LambdaIntegration,
  LogGroupLogDestination,
  RestApi,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ApiGatewayDomain } from 'aws-cdk-lib/aws-route53-targets';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { acceptFindings } from '../accept-findings.ts';
import type { RestApiAccess } from './access.ts';
import { ACCESS_LOG_FORMAT, accessLogGroup } from './access-log.ts';
import { DomainRecords, trustStore } from './domain-records.ts';
import { type Entrance, type EntranceProps, webhookPaths } from './entrance.ts';
import { webAclArn } from './web-acl-arn.ts';

/** A REST API has a stage in its address. */
const STAGE = 'live';

/** Makes a regional REST API, with its web ACL. */
export function openRestApi(scope: Construct, access: RestApiAccess, props: EntranceProps): Entrance {
  const { name, throttle } = props;
  const { domain, mutualTls, disableExecuteApiEndpoint = mutualTls !== undefined } = access;
  const api = new RestApi(scope, 'Api', {
    restApiName: name,
    endpointConfiguration: {
      types: [EndpointType.REGIONAL],
      ...(access.dualStack && { ipAddressType: IpAddressType.DUAL_STACK }),
    },
    // Every body comes as bytes: a signature is over them, and text may be altered on its way.
    binaryMediaTypes: ['*/*'],
    cloudWatchRole: false,
    ...(disableExecuteApiEndpoint && { disableExecuteApiEndpoint }),
    ...(access.allowAddresses && { policy: onlyFrom(access.allowAddresses) }),
    deployOptions: {
      stageName: STAGE,
      ...(props.foundation?.tracing && { tracingEnabled: true }),
      ...(throttle && { throttlingRateLimit: throttle.rateLimit, throttlingBurstLimit: throttle.burstLimit }),
      ...(access.accessLog && {
        accessLogDestination: new LogGroupLogDestination(accessLogGroup(scope, props)),
        accessLogFormat: ACCESS_LOG_FORMAT,
      }),
    },
  });
  acceptFindings(api, 'restApi');
  acceptFindings(api.deploymentStage, 'restStage');
  if (!props.foundation?.tracing) acceptFindings(api.deploymentStage, 'untracedRestStage');
  if (!access.accessLog) acceptFindings(api.deploymentStage, 'restStageWithoutAccessLog');
  if (!throttle) acceptFindings(api.deploymentStage, 'stageWithoutThrottle');
  // The stack has one output for its address, which may be another than this.
  api.node.tryRemoveChild('Endpoint');
  const arn = webAclArn(scope, access.waf, 'REGIONAL');
  if (arn)
    new CfnWebACLAssociation(scope, 'WebAclAssociation', {
      resourceArn: api.deploymentStage.stageArn,
      webAclArn: arn,
    });
  if (domain) addDomain(scope, access, api);
  return {
    origin: domain ? `https://${domain.name}` : addressOf(api),
    serverErrors: (options) => api.metricServerError(options),
    handTo(verifier) {
      const integration = new LambdaIntegration(verifier, { allowTestInvoke: false });
      for (const path of webhookPaths(props)) {
        const method = api.root.resourceForPath(path).addMethod('ANY', integration);
        acceptFindings(method, 'route', 'restMethod');
      }
    },
  };
}

/** By the stage's name: a reference to the stage would wait for the verifier, which is told this address. */
function addressOf(api: RestApi): string {
  const { region, urlSuffix } = Stack.of(api);
  return `https://${api.restApiId}.execute-api.${region}.${urlSuffix}/${STAGE}`;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html */
function onlyFrom(ranges: readonly string[]): PolicyDocument {
  const invoke = { principals: [new AnyPrincipal()], actions: ['execute-api:Invoke'], resources: ['execute-api:/*'] };
  return new PolicyDocument({
    statements: [
      new PolicyStatement({ ...invoke, effect: Effect.ALLOW }),
      new PolicyStatement({
        ...invoke,
        effect: Effect.DENY,
        conditions: { NotIpAddress: { 'aws:SourceIp': [...ranges] } },
      }),
    ],
  });
}

function addDomain(scope: Construct, { domain, mutualTls }: RestApiAccess, api: RestApi): void {
  if (!domain) return;
  const records = new DomainRecords(scope, 'DomainRecords', domain);
  const made = new DomainName(scope, 'Domain', {
    domainName: domain.name,
    certificate: records.certificate,
    endpointType: EndpointType.REGIONAL,
    securityPolicy: SecurityPolicy.TLS_1_2,
    ...(mutualTls && { mtls: trustStore(records, mutualTls) }),
  });
  new CfnBasePathMapping(scope, 'DomainMapping', {
    domainName: made.domainName,
    restApiId: api.restApiId,
    stage: api.deploymentStage.stageName,
  });
  records.leadTo(new ApiGatewayDomain(made), made.domainNameAliasDomainName);
}
