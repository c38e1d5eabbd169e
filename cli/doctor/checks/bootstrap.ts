import type { Check } from './check.ts';

/** The stack that `cdk bootstrap` makes, unless it is told another name: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html */
const TOOLKIT = 'CDKToolkit';

/** What the stacks of aws-cdk-lib 2 ask for: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html#bootstrap-template-versions */
const LEAST_VERSION = 6;

export const bootstrap: Check = {
  title: 'bootstrap',
  async run({ aws }) {
    if (!aws) return { state: 'skipped', says: 'not asked' };
    const { readStackOutputs } = await import('../../../lambda/aws/stack-outputs.ts');
    const outputs = await readStackOutputs(TOOLKIT, aws);
    const mend = 'npx cdk bootstrap, unless this account is bootstrapped under another name';
    if (!outputs) return { state: 'wrong', says: `there is no stack ${TOOLKIT} in this account and region`, mend };
    const version = Number(outputs.BootstrapVersion);
    if (version < LEAST_VERSION) return { state: 'wrong', says: `version ${version} is too old`, mend };
    return { state: 'ok', says: `version ${outputs.BootstrapVersion ?? 'unknown'}` };
  },
};
