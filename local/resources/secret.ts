import { customerKeyArn } from '../permissions/key-permissions.ts';
import type { ResourceType } from './resource-type.ts';

/** A secret. Its value does not come from the template, so that it is in no file of the stack. */
export const secret: ResourceType = {
  types: ['AWS::SecretsManager::Secret'],

  bringUp({ name, properties }, { secrets }, blueprint) {
    secrets.putSecret(name);
    blueprint.secretNames.push(name);
    const arn = secrets.arnOf(name);
    const { region, account } = blueprint.assembly;
    const key = customerKeyArn(properties.KmsKeyId, region, account);
    if (key) blueprint.access.keys.set(arn, key);
    return { ref: arn, attributes: { Id: arn } };
  },
};
