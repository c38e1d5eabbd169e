import type { FullTemplate } from './template.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html, `Capabilities` */
const IAM_NAMES: Readonly<Record<string, string | undefined>> = {
  'AWS::IAM::AccessKey': undefined,
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': undefined,
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::UserToGroupAddition': undefined,
};

/** What somebody has to acknowledge before CloudFormation creates a template's resources, and has not. */
export function missingCapabilities({ Resources }: FullTemplate, given: readonly string[]): string[] {
  const iam = Object.values(Resources).filter(({ Type }) => Object.hasOwn(IAM_NAMES, Type));
  const isNamed = iam.some(({ Type, Properties = {} }) => Object.hasOwn(Properties, IAM_NAMES[Type] ?? 'no such name'));
  const isGiven = isNamed ? given.includes('CAPABILITY_NAMED_IAM') : given.some((each) => /_(NAMED_)?IAM$/.test(each));
  if (iam.length === 0 || isGiven) return [];
  return [isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'];
}
