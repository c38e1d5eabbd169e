import { TENANTS_METADATA } from '../names.ts';
import { type CostedTemplate, listOf, part, propertiesOf } from './template.ts';

/** What costs nothing by itself, or next to nothing. */
const FREE =
  /^AWS::(IAM|CodeDeploy|CertificateManager|CDK|CloudFormation|Events|Route53|SNS|Logs|ApiGateway|ApiGatewayV2)::|^AWS::Lambda::(Permission|Version|Alias|EventInvokeConfig|EventSourceMapping)$|^AWS::(S3|SQS)::\w+Policy$|^AWS::EC2::(SecurityGroup\w*|VPC|Subnet\w*|RouteTable|Route|InternetGateway|VPCGatewayAttachment|EIP)$|^AWS::WAFv2::WebACLAssociation$|^AWS::CloudFront::\w+Policy$|^AWS::KMS::Alias$|^AWS::SecretsManager::\w*Policy$|^AWS::Chatbot::/;

/** What the forecast has rows for. */
const PRICED =
  /^AWS::(Lambda::Function|DynamoDB::Table|SQS::Queue|S3::Bucket|SecretsManager::Secret|KMS::Key|CloudWatch::(Alarm|CompositeAlarm|Dashboard)|CloudFront::(Distribution|Function)|WAFv2::WebACL|EC2::(VPCEndpoint|NatGateway))$/;

/** What a stack deploys that no row of the forecast stands for, in words. */
export function notCountedIn(
  templates: readonly CostedTemplate[],
  own: { readonly functions: number; readonly tables: number },
): string[] {
  const resources = templates.flatMap(({ Resources }) => Object.values(Resources));
  const types = resources.map(({ Type }) => Type);
  const shared = resources.flatMap(({ Metadata }) => listOf(Metadata?.[TENANTS_METADATA]));
  const unknown = types.filter((type) => !FREE.test(type) && !PRICED.test(type));
  const counts = [...Map.groupBy(unknown, String)].map(([type, found]) => `${found.length} × ${type}`);
  const provisioned = propertiesOf(templates, 'AWS::Lambda::Alias').filter(
    (alias) => part(alias, 'ProvisionedConcurrencyConfig') !== undefined,
  );
  return [
    ...(own.functions > 0 ? [`${own.functions} × function of your own, or that sends notifications`] : []),
    ...(own.tables > 0 ? [`${own.tables} × table of your own`] : []),
    ...(shared.length > 0 ? [`the secret of each tenant of ${shared.join(' and ')}, $0.40 a month`] : []),
    ...(provisioned.length > 0 ? [`${provisioned.length} × provisioned concurrency`] : []),
    ...counts,
  ];
}
