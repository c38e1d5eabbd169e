import { orderResources } from '../../local/template/order-resources.ts';
import { schemaOf } from './resource-schema.ts';
import type { FullTemplate } from './template.ts';
import { type References, referencesIn } from './template-references.ts';

const SECTIONS = [
  ...['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Mappings', 'Conditions', 'Rules'],
  ...['Resources', 'Outputs', 'Transform', 'Hooks'],
];

const RESOURCE_ATTRIBUTES = [
  ...['Type', 'Properties', 'DependsOn', 'Condition', 'Metadata', 'DeletionPolicy', 'UpdateReplacePolicy'],
  ...['UpdatePolicy', 'CreationPolicy'],
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST = { Parameters: 200, Mappings: 200, Resources: 500, Outputs: 200 } as const;

const PSEUDO_PARAMETERS = [
  ...['AWS::AccountId', 'AWS::NotificationARNs', 'AWS::NoValue', 'AWS::Partition', 'AWS::Region', 'AWS::StackId'],
  ...['AWS::StackName', 'AWS::URLSuffix'],
];

const FUNCTIONS = [
  ...['And', 'Base64', 'Contains', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'Join', 'Not', 'Or', 'Select'],
  ...['Split', 'Sub'],
].map((name) => `Fn::${name}`);

/** Why CloudFormation would refuse a template before it creates anything, in its words. */
export function templateProblems(template: FullTemplate): string[] {
  const form = [...sectionProblems(template), ...resourceProblems(template)];
  // Whether resources refer to each other rightly can be told once they are there.
  return form.length > 0 ? form : [...referenceProblems(template), ...circleProblems(template)];
}

function sectionProblems(template: FullTemplate): string[] {
  const names = (['Parameters', 'Mappings', 'Resources', 'Outputs'] as const).flatMap((section) =>
    Object.keys(template[section] ?? {}).map((name) => ({ section, name })),
  );
  const count = (section: string) => names.filter((each) => each.section === section).length;
  return [
    ...Object.keys(template)
      .filter((section) => !SECTIONS.includes(section))
      .map((section) => `Invalid template property or properties [${section}]`),
    ...(count('Resources') === 0 ? ['At least one Resources member must be defined.'] : []),
    ...Object.entries(MOST)
      .filter(([section, most]) => count(section) > most)
      .map(
        ([section, most]) =>
          `Number of ${section.toLowerCase()}, ${count(section)}, is greater than maximum allowed, ${most}`,
      ),
    ...names
      .filter(({ name }) => !/^[A-Za-z0-9]{1,255}$/.test(name))
      .map(({ section, name }) => `${section} name '${name}' is non alphanumeric.`),
  ].map((problem) => `Template format error: ${problem}`);
}

function resourceProblems({ Resources = {} }: FullTemplate): string[] {
  const resources = Object.entries(Resources);
  const unknown = resources.map(([, { Type }]) => Type).filter((type) => !schemaOf(type));
  return [
    ...(unknown.length > 0 ? [`Template format error: Unrecognized resource types: [${unknown.join(', ')}]`] : []),
    ...resources.flatMap(([id, resource]) =>
      Object.keys(resource)
        .filter((attribute) => !RESOURCE_ATTRIBUTES.includes(attribute))
        .map((attribute) => `Invalid template resource property '${attribute}' of ${id}`),
    ),
  ];
}

function referenceProblems(template: FullTemplate): string[] {
  const { Resources, Parameters = {}, Outputs = {}, Conditions = {}, Rules = {} } = template;
  const parameters = [...Object.keys(Parameters), ...PSEUDO_PARAMETERS];
  const all = [...parameters, ...Object.keys(Resources)];
  const resources = Object.values(Resources).flatMap(({ Properties, UpdatePolicy, Condition, DependsOn = [] }) => [
    Properties,
    UpdatePolicy,
    ...(Condition ? [{ Condition }] : []),
    ...[DependsOn].flat().map((id) => ({ Ref: id })),
  ]);
  return [
    ...problemsOf(referencesIn(Object.values(Conditions)), 'Conditions', parameters, template),
    ...problemsOf(referencesIn(Object.values(Rules)), 'Rules', parameters, template),
    ...problemsOf(referencesIn(resources), 'Resources', all, template),
    ...problemsOf(referencesIn(Object.values(Outputs).flatMap(outputParts)), 'Outputs', all, template),
  ];
}

const outputParts = ({ Value, Export, Condition }: NonNullable<FullTemplate['Outputs']>[string]) => [
  Value,
  Export?.Name,
  ...(Condition ? [{ Condition }] : []),
];

function problemsOf(
  { names, attributes, conditions, mappings, functions }: References,
  block: string,
  allowed: readonly string[],
  { Resources, Conditions = {}, Mappings = {} }: FullTemplate,
): string[] {
  const targets = [...attributes].map((path) => path.split('.')[0] ?? '').filter((id) => !Resources[id]);
  const unresolved = [...[...names].filter((name) => !allowed.includes(name)), ...targets];
  const unsupported = [...attributes].filter((path) => !hasAttribute(path, Resources));
  return [
    ...(unresolved.length > 0
      ? [
          `Template format error: Unresolved resource dependencies [${unresolved.join(', ')}] in the ${block} block of the template`,
        ]
      : []),
    ...unsupported.map(
      (path) => `Template error: resource ${path.replace('.', ' does not support attribute type ')} in Fn::GetAtt`,
    ),
    ...[...conditions]
      .filter((name) => !Object.hasOwn(Conditions, name))
      .map(
        (name) =>
          `Template format error: Unresolved dependencies [${name}]. Cannot reference conditions in the ${block} block of the template`,
      ),
    ...[...mappings]
      .filter((name) => !Object.hasOwn(Mappings, name))
      .map((name) => `Template error: Mapping named '${name}' is not present in the 'Mappings' section of template.`),
    ...[...functions]
      .filter((name) => !FUNCTIONS.includes(name))
      .map((name) => `Template error: ${name} is no function that this stand-in knows`),
  ];
}

function hasAttribute(path: string, resources: FullTemplate['Resources']): boolean {
  const [id = '', ...names] = path.split('.');
  const type = resources[id]?.Type;
  // A resource that is not there is a problem of its own; outputs of a nested stack are known when it is created.
  if (!type || (type === 'AWS::CloudFormation::Stack' && names[0] === 'Outputs')) return true;
  return Object.hasOwn(schemaOf(type)?.attributes ?? {}, names.join('.'));
}

function circleProblems(template: FullTemplate): string[] {
  try {
    orderResources(template);
    return [];
  } catch (error) {
    return [`Circular dependency between resources: ${error instanceof Error ? error.message : error}`];
  }
}
