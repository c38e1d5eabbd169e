import { type Account, type DeployedResource, findResource } from './account.ts';

interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
}

/** Characters without white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LONGEST = { inline: 10_240, managed: 6144 } as const;
const MOST_MANAGED = 10;

/** Whether a role's policies allow an action on a resource. */
export function permits(account: Account, roleArn: unknown, action: string, resource: unknown): boolean {
  const role = findResource(account, 'AWS::IAM::Role', roleArn);
  const documents = role ? [...inlineOf(role), ...attachedTo(account, role).map(documentOf)] : [];
  return documents
    .flatMap((document): Statement[] => [Object(document).Statement ?? []].flat())
    .filter(({ Effect }) => Effect === 'Allow')
    .some(({ Action, Resource }) => matches(Action, action) && matches(Resource, String(resource)));
}

/** Whether a role would have longer policies, or more of them, than IAM takes. */
export function policyProblems(resource: DeployedResource, account: Account): string[] {
  if (resource.type === 'AWS::IAM::ManagedPolicy') return managedProblems(resource, account);
  const roles = resource.type === 'AWS::IAM::Role' ? [resource] : rolesOf(resource, account);
  return roles.flatMap((role) => {
    const inline = attachedTo(account, role).filter(({ type }) => type === 'AWS::IAM::Policy');
    const own = resource === role ? [] : [resource];
    const documents = [...inlineOf(role), ...[...inline, ...own].map(documentOf)];
    const length = documents.map(lengthOf).reduce((sum, each) => sum + each, 0);
    return length > LONGEST.inline
      ? [`Maximum policy size of ${LONGEST.inline} bytes exceeded for role ${role.ref}`]
      : [];
  });
}

function managedProblems(policy: DeployedResource, account: Account): string[] {
  const isLong = lengthOf(documentOf(policy)) > LONGEST.managed;
  const crowded = rolesOf(policy, account).filter(
    (role) => attachedTo(account, role).filter(({ type }) => type === policy.type).length >= MOST_MANAGED,
  );
  return [
    ...(isLong ? [`Cannot exceed quota for PolicySize: ${LONGEST.managed}`] : []),
    ...crowded.map(({ ref }) => `Cannot exceed quota for PoliciesPerRole: ${MOST_MANAGED} (${ref})`),
  ];
}

const inlineOf = ({ properties: { Policies } }: DeployedResource): unknown[] => [Policies ?? []].flat().map(documentIn);

const attachedTo = ({ resources }: Account, role: DeployedResource) =>
  resources.filter(
    ({ type, properties: { Roles } }) =>
      /^AWS::IAM::(Managed)?Policy$/.test(type) && [Roles ?? []].flat().includes(role.ref),
  );

const rolesOf = ({ properties: { Roles } }: DeployedResource, account: Account) =>
  [Roles ?? []].flat().flatMap((name) => findResource(account, 'AWS::IAM::Role', name) ?? []);

const documentOf = ({ properties }: DeployedResource) => documentIn(properties);
const documentIn = (holder: unknown): unknown => Object(holder).PolicyDocument;
const lengthOf = (document: unknown) => JSON.stringify(document).length;

const matches = (patterns: unknown, value: string) =>
  [patterns].flat().some((pattern) => {
    const expression = String(pattern)
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*');
    return new RegExp(`^${expression}$`).test(value);
  });
