import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ACCEPTED_FINDINGS } from './accepted-findings.ts';

/** Tells cdk-nag, where somebody runs it, why a resource is as it is. */
export function acceptFindings(resource: IConstruct, ...kinds: readonly (keyof typeof ACCEPTED_FINDINGS)[]): void {
  const rows = kinds.flatMap((kind) => Object.entries<string>(ACCEPTED_FINDINGS[kind]));
  Validations.of(resource).acknowledge(...rows.map(([id, reason]) => ({ id, reason })));
}
