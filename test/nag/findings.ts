import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** What a rule of cdk-nag has against a resource. */
export interface Finding {
  /** As an acknowledgement has to name it, such as `AwsSolutions-IAM5[Resource::*]`. */
  readonly id: string;
  /** The construct. */
  readonly path: string;
  /** What the rule asks for. */
  readonly description: string;
}

/** A reason that was given for a finding, on a construct or on one that it is part of. */
export interface Acknowledgement extends Omit<Finding, 'description'> {
  readonly reason: string;
}

/** The packs whose findings need a reason. */
const packs = (): NagPack[] => [new AwsSolutionsChecks(), new ServerlessChecks()];

/** What the packs find in an app, less what is acknowledged: what somebody sees who runs cdk-nag. */
export const openFindings = (app: IConstruct): Finding[] => packs().flatMap((pack) => findings(pack, app));

/** What packs find in an app, whether it is acknowledged or not. */
export const allFindings = (app: IConstruct, of: readonly NagPack[] = packs()): Finding[] =>
  of.flatMap((pack) => findings(Object.assign(pack, { isAcknowledged: () => false }), app));

const findings = (pack: NagPack, app: IConstruct): Finding[] =>
  pack
    .validateScope(app)
    .violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({ id: ruleName, path: constructPath, description })),
    );

/** What CDK's own constructs give reasons for, to CDK's own validation. */
const OF_CDK = /^CloudFormation-Validate::/;

/** Every reason that is given in an app to a pack of cdk-nag. */
export const acknowledgements = (app: IConstruct): Acknowledgement[] =>
  app.node.findAll().flatMap(({ node: { path, metadata } }) =>
    metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries<string>(data))
      .map(([id, reason]) => ({ id: id.replace(/^annotation::/i, ''), path, reason }))
      .filter(({ id }) => !OF_CDK.test(id)),
  );

/** Whether a reason is one for a finding. */
export const isFor = ({ id, path }: Acknowledgement, finding: Finding): boolean =>
  id === finding.id && `${finding.path}/`.startsWith(`${path}/`);
