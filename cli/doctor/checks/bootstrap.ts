import type { Check } from './check.ts';

/** The stack that `cdk bootstrap` makes, unless it is told another name: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html */
const TOOLKIT = 'CDKToolkit';

/** What the stacks of aws-cdk-lib 2 ask for: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html#bootstrap-template-versions */
const LEAST_VERSION = 6;

export const bootstrap: Check = {
  title: 'bootstrap',
  async run({ aws }) {
    if (!aws) return { state: 'skipped', says: 'not asked' };
    const { readStack } = await import('../../../lambda/aws/read-stack.ts');
    const stack = await readStack(TOOLKIT, aws);
    const mend = 'npx cdk bootstrap, unless this account is bootstrapped under another name';
    if (!stack) return { state: 'wrong', says: `there is no stack ${TOOLKIT} in this account and region`, mend };
    const version = Number(stack.outputs.BootstrapVersion);
    if (version < LEAST_VERSION) return { state: 'wrong', says: `version ${version} is too old`, mend };
    return { state: 'ok', says: `version ${stack.outputs.BootstrapVersion ?? 'unknown'}` };
  },
};
