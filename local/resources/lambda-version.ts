import { functionNameIn } from '../functions/function-name.ts';
import type { ResourceType } from './resource-type.ts';

/** Every version and alias stands for the code that is there: a local run has the newest only. */
const ONLY_VERSION = '1';

/** A version or an alias of a function. */
export const lambdaVersion: ResourceType = {
  types: ['AWS::Lambda::Version', 'AWS::Lambda::Alias'],

  bringUp({ type, properties }, _engines, { assembly: { region, account }, functions }) {
    const isAlias = type === 'AWS::Lambda::Alias';
    const qualifier = isAlias ? String(properties.Name) : ONLY_VERSION;
    const name = functionNameIn(String(properties.FunctionName));
    const target = [...functions.values()].find((one) => one.name === name);
    if (isAlias && target) functions.set(target.logicalId, { ...target, aliases: [...target.aliases, qualifier] });
    const arn = `arn:aws:lambda:${region}:${account}:function:${name}:${qualifier}`;
    return { ref: arn, attributes: isAlias ? { AliasArn: arn } : { FunctionArn: arn, Version: qualifier } };
  },
};
