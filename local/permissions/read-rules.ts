import type { Report } from '../report.ts';
import type { Blueprint } from '../resources/resource-type.ts';
import type { Policies, Principal } from './decide.ts';
import type { KeyPlace } from './key-permissions.ts';
import type { Place } from './needed-permission.ts';
import { readPolicy, type Statement } from './policy.ts';
import { rolePolicies } from './role-policies.ts';

/** A function that calls, and what is to be known of its role. */
export interface Caller {
  readonly principal: Principal;
  readonly name: string;
  readonly roleName: string;
  readonly policies: Pick<Policies, 'identity' | 'boundary'>;
}

/** What a template says about permissions, ready to be asked. */
export interface Rules {
  readonly place: Place & KeyPlace;
  readonly callers: ReadonlyMap<string, Caller>;
  readonly resourcePolicies: ReadonlyMap<string, readonly Statement[]>;
  /** What is about an action on a resource, by function, action and resource. */
  readonly remembered: Map<string, Policies>;
  readonly denied: Set<string>;
  readonly warn: (text: string) => void;
}

/** Reads the policies of a template; what cannot be read is told in warnings, once each. */
export function readRules(blueprint: Blueprint, secretArnOf: Place['secretArnOf'], report: Report): Rules {
  const { assembly, access } = blueprint;
  const { account, region } = assembly;
  const said = new Set<string>();
  const warn = (text: string) => {
    if (!said.has(text)) report({ kind: 'warning', text });
    said.add(text);
  };
  const partitionKeyOf = (table: string, index?: string) => {
    const keys = access.partitionKeys.get(table);
    return index === undefined ? keys?.table : keys?.indexes.get(index);
  };
  const resourcePolicies = new Map<string, readonly Statement[]>();
  for (const { resource, document } of access.resourcePolicies)
    resourcePolicies.set(resource, [...(resourcePolicies.get(resource) ?? []), ...readPolicy(document)]);
  return {
    place: { account, region, partitionKeyOf, secretArnOf, keyOf: (store) => access.keys.get(store) },
    callers: readCallers(blueprint, warn),
    resourcePolicies,
    remembered: new Map(),
    denied: new Set(),
    warn,
  };
}

function readCallers({ assembly: { account }, access, functions }: Blueprint, warn: (text: string) => void) {
  const callers = new Map<string, Caller>();
  for (const { logicalId, name, roleArn } of functions.values()) {
    const role = access.roles.get(roleArn);
    if (!role) {
      warn(
        `${name} has the role ${roleArn || '(none)'}, which is not in the template: what it may do is not enforced here`,
      );
      continue;
    }
    const sessionArn = `arn:aws:sts::${account}:assumed-role/${role.name}/${name}`;
    const policies = rolePolicies(role, access, warn);
    callers.set(logicalId, { principal: { roleArn, sessionArn, account }, name, roleName: role.name, policies });
  }
  return callers;
}
