import { DefaultStackSynthesizer, type IStackSynthesizer, PermissionsBoundary } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ConfigurationError } from '../core/index.ts';
import { nearest } from '../core/nearest.ts';
import type { WebhookStackProps } from './webhook-stack.ts';

/** What is different in a stage: props of the stack, and how it gets into its account. */
export interface StageOptions
  extends Omit<WebhookStackProps, 'webhooks' | 'stage' | 'otherStacks' | 'permissionsBoundary' | 'synthesizer'> {
  /** The policy that bounds every role, by its name or its ARN. @default - none */
  readonly permissionsBoundary?: string;
  /** What the account was bootstrapped with: `cdk bootstrap --qualifier NAME`. @default - what cdk.json says, or CDK's own */
  readonly bootstrapQualifier?: string;
}

/** The stages of an app. */
export interface Stages {
  /**
   * The props of the stage that `cdk -c stage=NAME` names, or else of the first one. The stack of the first stage has the
   * name that is given here, that of another `NAME-STAGE`, unless the stage says `stackName`.
   * @throws {ConfigurationError} when there is no such stage, or two would be one stack
   */
  chosenBy(app: Construct, stackName: string): WebhookStackProps;
}

interface NamedStage {
  readonly name: string;
  readonly stackName: string;
  readonly options: StageOptions;
}

const NAME = /^[A-Za-z][A-Za-z0-9-]*$/;
/** Where stages are written. */
const WHERE = 'defineStages (bin/app.ts)';

/**
 * The stages of an app, with what is different in each; the first one is the default, and what runs locally.
 * @throws {ConfigurationError} when there is none, or a name cannot be part of a stack's name
 */
export function defineStages(stages: Readonly<Record<string, StageOptions>>): Stages {
  const names = Object.keys(stages);
  const problems = names
    .filter((name) => !NAME.test(name))
    .map((name) => `the stage "${name}" has to begin with a letter, and may go on with letters, digits and dashes`);
  if (names.length === 0) problems.push('there is no stage: write at least one, such as dev: {}');
  if (problems.length > 0) throw new ConfigurationError(problems, WHERE);
  return {
    chosenBy(app, stackName) {
      const named = Object.entries(stages).map(([name, options], index) => ({
        name,
        stackName: options.stackName ?? (index === 0 ? stackName : `${stackName}-${name}`),
        options,
      }));
      return choose(named, String(app.node.tryGetContext('stage') ?? names[0]));
    },
  };
}

function choose(stages: readonly NamedStage[], name: string): WebhookStackProps {
  const chosen = stages.find((stage) => stage.name === name);
  const names = stages.map((stage) => stage.name);
  if (!chosen) throw new ConfigurationError([unknown(name, names)], WHERE);
  const others = stages.filter((stage) => stage !== chosen);
  const same = others.find((stage) => stage.stackName === chosen.stackName && placeOf(stage) === placeOf(chosen));
  if (same) throw new ConfigurationError([sameStack(chosen, same)], WHERE);
  return {
    ...propsOf(chosen.options),
    stage: name,
    stackName: chosen.stackName,
    otherStacks: others.map((stage) => stage.stackName),
  };
}

const placeOf = ({ options: { env } }: NamedStage) => `${env?.account} ${env?.region}`;

function unknown(name: string, names: readonly string[]): string {
  const [meant] = nearest(name, names, 1);
  return `there is no stage "${name}"; there are: ${names.join(', ')}. Choose one with -c stage=${meant}, or add it`;
}

const sameStack = ({ name, stackName }: NamedStage, other: NamedStage) =>
  `the stages ${other.name} and ${name} have the same stack, "${stackName}", in the same account and region: give one another "stackName"`;

function propsOf({ permissionsBoundary, bootstrapQualifier: qualifier, ...props }: StageOptions): WebhookStackProps {
  return {
    ...props,
    ...(permissionsBoundary && { permissionsBoundary: boundaryOf(permissionsBoundary) }),
    // The CDK's own types do not agree on whether a qualifier that is absent may be undefined.
    ...(qualifier && { synthesizer: new DefaultStackSynthesizer({ qualifier }) as IStackSynthesizer }),
  };
}

const boundaryOf = (policy: string) =>
  policy.startsWith('arn:') ? PermissionsBoundary.fromArn(policy) : PermissionsBoundary.fromName(policy);
