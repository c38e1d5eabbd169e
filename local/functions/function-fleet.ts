import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLE_FILE } from '../../core/bundle.ts';
import type { ServiceMetrics } from '../metrics/service-metrics.ts';
import type { Report } from '../report.ts';
import { createFunctionPool, type FunctionPool } from './function-pool.ts';
import type { FunctionDefinition, InvocationResult } from './invocation.ts';

/** A function and how it is run here. */
export interface FleetFunction {
  readonly definition: FunctionDefinition;
  /** The most processes at once. */
  readonly size: number;
  /** One process is to be up before there is work: somebody waits for the first answer. */
  readonly warm: boolean;
}

/** Every function of a run. */
export interface FunctionFleet {
  /** Goes over to these functions: what did not change stays up. */
  apply(functions: readonly FleetFunction[]): Promise<void>;
  /** Goes over to other code of a function; tells whether it is other code. */
  replaceCode(logicalId: string, code: string): Promise<boolean>;
  invoke(logicalId: string, payload: string): Promise<InvocationResult>;
  functionNamed(logicalId: string): string | undefined;
  /** Lets invocations end, for up to so many milliseconds. */
  close(graceMs: number): Promise<void>;
}

interface Member extends FleetFunction {
  readonly fingerprint: string;
  readonly pool: FunctionPool;
}

/** Replaced processes may end their invocation, which their own timeout ends for certain. */
const graceOf = ({ definition }: FleetFunction) => (definition.timeoutSeconds + 1) * 1000;

interface Fleet {
  readonly report: Report;
  readonly onInvoked: ServiceMetrics['invoked'];
  readonly members: Map<string, Member>;
  /** Pools of code that has been replaced, whose invocations go on. */
  readonly leaving: Set<FunctionPool>;
}

export function createFunctionFleet(report: Report, onInvoked: ServiceMetrics['invoked']): FunctionFleet {
  const fleet: Fleet = { report, onInvoked, members: new Map(), leaving: new Set() };
  const { members, leaving } = fleet;
  return {
    apply: (functions) => apply(fleet, functions),
    async replaceCode(logicalId, code) {
      const member = members.get(logicalId);
      if (!member) return false;
      const { definition, size, warm } = member;
      const next = { definition: { ...definition, code }, size, warm };
      if (fingerprint(next) === member.fingerprint) return false;
      return admit(fleet, next);
    },
    invoke: async (logicalId, payload) =>
      (await members.get(logicalId)?.pool.invoke(payload)) ?? { kind: 'failed', error: `no function ${logicalId}` },
    functionNamed: (logicalId) => members.get(logicalId)?.definition.name,
    async close(graceMs) {
      const pools = [...[...members.values()].map(({ pool }) => pool), ...leaving];
      await Promise.all(pools.map((pool) => pool.close(graceMs)));
    },
  };
}

async function apply(fleet: Fleet, functions: readonly FleetFunction[]): Promise<void> {
  const { members } = fleet;
  const kept = new Set(functions.map(({ definition }) => definition.logicalId));
  for (const [logicalId, member] of members) {
    if (kept.has(logicalId)) continue;
    members.delete(logicalId);
    leave(fleet, member);
  }
  const isChanged = (next: FleetFunction) => members.get(next.definition.logicalId)?.fingerprint !== fingerprint(next);
  await Promise.all(functions.filter(isChanged).map((next) => admit(fleet, next)));
}

/** Tells whether the function runs so from now on: code that cannot start does not take the place of code that runs. */
async function admit(fleet: Fleet, next: FleetFunction): Promise<boolean> {
  const { definition, size, warm } = next;
  const { report, members } = fleet;
  const onInvoked = fleet.onInvoked.bind(undefined, definition.name, definition.aliases);
  const pool = createFunctionPool({ definition, size, report, onInvoked });
  const isUp = !warm || (await pool.warm());
  const before = members.get(definition.logicalId);
  if (before && !isUp) {
    report({ kind: 'failure', functionName: definition.name, text: `${definition.name} goes on with the code before` });
    await pool.close(0);
    return false;
  }
  members.set(definition.logicalId, { ...next, pool, fingerprint: fingerprint(next) });
  if (before) leave(fleet, before);
  return true;
}

function leave({ leaving }: Fleet, { pool, ...member }: Member): void {
  leaving.add(pool);
  void pool.close(graceOf(member)).then(() => leaving.delete(pool));
}

/** Two functions with one fingerprint behave the same. */
function fingerprint({ definition, size, warm }: FleetFunction): string {
  const { code, ...rest } = definition;
  const bundle = join(code, BUNDLE_FILE);
  const content = existsSync(bundle) ? readFileSync(bundle) : code;
  return createHash('sha256')
    .update(JSON.stringify([rest, size, warm]))
    .update(content)
    .digest('hex');
}
