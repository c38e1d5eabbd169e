import {
  DomainName,
  HttpApi,
  HttpMethod,
  HttpStage,
  IpAddressType,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';
import { acceptFindings } from '../accept-findings.ts';
import type { HttpApiAccess } from './access.ts';
import { ACCESS_LOG_FORMAT, accessLogGroup } from './access-log.ts';
import { DomainRecords, trustStore } from './domain-records.ts';
import { type Entrance, type EntranceProps, webhookPaths } from './entrance.ts';

/** Makes an HTTP API. */
export function openHttpApi(
  scope: Construct,
  access: HttpApiAccess,
  props: EntranceProps,
): Entrance & { readonly api: HttpApi } {
  const { name, throttle } = props;
  const { mutualTls, disableExecuteApiEndpoint = mutualTls !== undefined, dualStack = false } = access;
  const api = new HttpApi(scope, 'Api', {
    apiName: name,
    createDefaultStage: false,
    ...(disableExecuteApiEndpoint && { disableExecuteApiEndpoint }),
    ...(dualStack && { ipAddressType: IpAddressType.DUAL_STACK }),
  });
  const domainName = domainOf(scope, access);
  const stage = new HttpStage(scope, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    ...(throttle && { throttle }),
    accessLogSettings: {
      destination: new LogGroupLogDestination(accessLogGroup(scope, props)),
      format: ACCESS_LOG_FORMAT,
    },
    ...(domainName && { domainMapping: { domainName } }),
  });
  if (!throttle) acceptFindings(stage, 'stageWithoutThrottle');
  return {
    api,
    origin: access.domain ? `https://${access.domain.name}` : api.apiEndpoint,
    serverErrors: (options) => api.metricServerError(options),
    handTo(verifier) {
      const integration = new HttpLambdaIntegration('Verifier', verifier);
      for (const path of webhookPaths(props)) {
        const routes = api.addRoutes({ path, methods: [HttpMethod.ANY], integration });
        for (const route of routes) acceptFindings(route, 'route');
      }
    },
  };
}

function domainOf(scope: Construct, { domain, mutualTls, dualStack }: HttpApiAccess): DomainName | undefined {
  if (!domain) return undefined;
  const records = new DomainRecords(scope, 'DomainRecords', domain);
  const made = new DomainName(scope, 'Domain', {
    domainName: domain.name,
    certificate: records.certificate,
    ...(mutualTls && { mtls: trustStore(records, mutualTls) }),
    ...(dualStack && { ipAddressType: IpAddressType.DUAL_STACK }),
  });
  const { regionalDomainName, regionalHostedZoneId } = made;
  records.leadTo(new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId), regionalDomainName);
  return made;
}
