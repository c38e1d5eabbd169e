/** What a template says about who may do what: filled in while its resources are gone through. */
export interface AccessRules {
  /** The roles, by ARN. */
  readonly roles: Map<string, RoleDefinition>;
  /** The policies that are resources of their own. */
  readonly policies: PolicyDefinition[];
  readonly resourcePolicies: ResourcePolicyDefinition[];
  readonly partitionKeys: Map<string, PartitionKeys>;
  /** The ARN of the key that a table, queue, bucket or secret is encrypted with, by its own ARN. */
  readonly keys: Map<string, string>;
}

export interface RoleDefinition {
  readonly name: string;
  /** The documents of its inline policies. */
  readonly documents: readonly unknown[];
  /** The ARNs of what is attached to it. */
  readonly managedPolicies: readonly string[];
  /** The ARN of its permissions boundary. */
  readonly boundary?: string | undefined;
}

export interface PolicyDefinition {
  /** Absent for one that is inline. */
  readonly arn?: string | undefined;
  /** The names of the roles that it is attached to. */
  readonly roles: readonly string[];
  readonly document: unknown;
}

/** A policy of a queue, bucket, table or secret. */
export interface ResourcePolicyDefinition {
  /** The ARN. */
  readonly resource: string;
  readonly document: unknown;
}

/** The partition keys of a table and of its indexes, by their names. */
export interface PartitionKeys {
  readonly table: string | undefined;
  readonly indexes: ReadonlyMap<string, string | undefined>;
}

/** Rules without anything in them. */
export const noAccessRules = (): AccessRules => ({
  roles: new Map(),
  policies: [],
  resourcePolicies: [],
  partitionKeys: new Map(),
  keys: new Map(),
});
