import type { Check } from './check.ts';

export const credentials: Check = {
  title: 'AWS',
  async run({ aws }) {
    if (!aws)
      return { state: 'skipped', says: 'not asked: no --stack is named, and no credentials are in the environment' };
    // The SDK takes longer to load than everything else here together.
    const { whoAndWhere } = await import('../../../lambda/aws/caller.ts');
    try {
      const { arn, region } = await whoAndWhere(aws);
      return { state: 'ok', says: `${arn} in ${region}` };
    } catch (error) {
      const says = error instanceof Error ? error.message || error.name : String(error);
      const mend = 'log in (aws sso login, or AWS_PROFILE and AWS_REGION), or name --profile and --region';
      return { state: 'wrong', says, mend };
    }
  },
};
