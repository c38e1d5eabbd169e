import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { isEverything } from '../core/addresses/parse-addresses.ts';
import type { Webhooks } from '../core/index.ts';
import type { Access } from './access/access.ts';

/** Says of each list of addresses that lets everybody in that it does. */
export function warnOfOpenRanges(scope: Construct, { sources }: Webhooks, access: Access | undefined): void {
  const ofSources = Object.values(sources).flatMap(({ name, allowAddresses }) =>
    (allowAddresses?.ranges ?? []).map((range) => ({ range, at: `the source "${name}"` })),
  );
  const ofApi = access?.kind === 'rest-api' ? (access.allowAddresses ?? []) : [];
  for (const { range, at } of [...ofSources, ...ofApi.map((range) => ({ range, at: '"access"' }))])
    if (isEverything(range))
      Annotations.of(scope).addWarningV2(
        `breakwater:openRange:${at}:${range}`,
        `"allowAddresses" of ${at} names ${range}, which lets in every address of its kind: leave the list out, or name the ranges`,
      );
}
