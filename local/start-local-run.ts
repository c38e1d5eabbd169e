import { rmSync } from 'node:fs';
import { secretPrefix } from '../core/names.ts';
import { type AlarmWatch, watchAlarms } from './alarms/alarm-watch.ts';
import { startAwsEndpoint } from './aws-endpoint.ts';
import { type BundleWatcher, watchBundles } from './bundles/watch-bundles.ts';
import { type Closers, createClosers } from './closers.ts';
import { type DeployedTemplate, deployTemplate } from './deploy-template.ts';
import { startEngines } from './engines/start-engines.ts';
import { fleetOf } from './fleet-of.ts';
import { createFunctionFleet, type FunctionFleet } from './functions/function-fleet.ts';
import { functionNameIn } from './functions/function-name.ts';
import { httpApiDialect } from './http/http-api-dialect.ts';
import { type HttpApiServer, startHttpApiServer } from './http/http-api-server.ts';
import { restApiDialect } from './http/rest-api-dialect.ts';
import type { LocalRun, LocalRunOptions } from './local-run.ts';
import { fillSecrets } from './local-secrets.ts';
import { machineClock } from './metrics/clock.ts';
import { type LocalMetrics, openMetrics } from './metrics/local-metrics.ts';
import { createPermissionGuard, type PermissionGuard } from './permissions/permission-guard.ts';
import { createPollerGroup, type PollerGroup } from './queues/poller-group.ts';
import type { Engines } from './resources/resource-type.ts';
import { bundleDirectoryOf, removeRunFile, writeRunFile } from './run-file.ts';
import { createScheduleGroup, type ScheduleGroup } from './schedules/schedule-group.ts';
import { type PlayedTargets, startTargets } from './targets/start-targets.ts';
import { type Assembly, readAssembly } from './template/assembly.ts';

/** How long invocations may go on once the run is stopped. */
const GRACE_MS = 5000;

/**
 * Runs a synthesized stack on this machine.
 * @throws {LocalRunError} when it cannot start; nothing is left running then
 */
export async function startLocalRun(options: LocalRunOptions): Promise<LocalRun> {
  const closers = createClosers();
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

interface Parts {
  readonly options: LocalRunOptions;
  readonly startedAt: string;
  readonly server: HttpApiServer;
  readonly engines: Engines;
  readonly fleet: FunctionFleet;
  readonly pollers: PollerGroup;
  readonly schedules: ScheduleGroup;
  readonly watcher: BundleWatcher;
  readonly guard: PermissionGuard;
  readonly metrics: LocalMetrics;
  readonly targets: PlayedTargets;
  readonly alarms: AlarmWatch;
}

async function start(options: LocalRunOptions, closers: Closers): Promise<LocalRun> {
  const assembly = readAssembly(options.assembly);
  const parts = await bringUp(assembly, options, closers);
  const { server, engines } = parts;
  let outputs = await apply(assembly, parts);
  closers.add(async () => removeRunFile(server.url));

  let turn: Promise<void> = Promise.resolve();
  return {
    url: server.url,
    awsEndpoint: engines.awsEndpoint,
    stackName: assembly.stackName,
    metrics: parts.metrics.store,
    alarms: () => parts.alarms.statuses(),
    get outputs() {
      return outputs;
    },
    reload(next) {
      const reloaded = turn.then(async () => {
        outputs = await apply(readAssembly(next), parts);
      });
      turn = reloaded.catch(() => {});
      return reloaded;
    },
    async stop() {
      options.report({ kind: 'progress', text: 'stopping: running invocations may end' });
      await drain(parts);
      await closers.close();
    },
  };
}

/** Starts everything that does not depend on the template. */
async function bringUp(assembly: Assembly, options: LocalRunOptions, closers: Closers): Promise<Parts> {
  const { report, intercept, onPermission, frontDesk, onDelivery, clock = machineClock } = options;
  const server = await startHttpApiServer(options.port, report, { frontDesk, onDelivery });
  closers.add(() => server.close(0));
  report({ kind: 'progress', text: 'starting DynamoDB, SQS, S3 and Secrets Manager' });
  const metrics = openMetrics(report, clock);
  closers.add(async () => metrics.stop());
  const alarms = watchAlarms({ store: metrics.store, report, now: clock.now });
  closers.add(async () => alarms.stop());
  const { invoked, throttled: onThrottled } = metrics.services;
  const fleet = createFunctionFleet(metrics.report, invoked);
  closers.add(() => fleet.close(0));
  const secretArnOf = (name: string) => engines.secrets.arnOf(name);
  const guard = createPermissionGuard({ secretArnOf, report, onUse: onPermission });
  const endpoint = await startAwsEndpoint({ functionNamed: fleet.functionNamed, intercept, guard, onThrottled });
  closers.add(() => endpoint.close());
  const targets = startTargets({ endpoint, fleet, report });
  const engines: Engines = {
    ...(await startEngines(assembly, options, endpoint, closers.add)),
    awsEndpoint: endpoint.url,
    publicUrl: options.publicUrl ?? server.url,
    report,
  };
  metrics.watch(engines.queues);
  const pollers = createPollerGroup({ queues: engines.queues, invoke: fleet.invoke, report });
  closers.add(() => pollers.stop());
  const schedules = createScheduleGroup({ invoke: fleet.invoke, report });
  closers.add(async () => schedules.stop());
  const directory = bundleDirectoryOf(server.url);
  const watcher = watchBundles({ directory, onBundle: fleet.replaceCode, report });
  closers.add(async () => {
    await watcher.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const startedAt = new Date().toISOString();
  const watching = { watcher, guard, metrics, targets, alarms };
  return { options, startedAt, server, engines, fleet, pollers, schedules, ...watching };
}

/** Brings everything to what an assembly says. */
async function apply(assembly: Assembly, parts: Parts): Promise<DeployedTemplate['outputs']> {
  const { options, startedAt, server, engines, fleet, pollers, schedules } = parts;
  const { watcher, guard, metrics, targets, alarms } = parts;
  const { blueprint, outputs } = await deployTemplate(assembly, engines);
  await fillSecrets(blueprint, engines.secrets, options);
  guard.apply(blueprint);
  targets.apply(blueprint, engines);
  alarms.apply(blueprint.alarms);
  options.report({ kind: 'progress', text: 'starting functions' });
  await fleet.apply(fleetOf(blueprint));
  const idOf = (name: string) => [...blueprint.functions.values()].find((one) => one.name === name)?.logicalId ?? name;
  const mappings = blueprint.mappings.map((mapping) => ({ mapping, functionId: idOf(mapping.functionName) }));
  await pollers.apply(mappings.filter(({ mapping, functionId }) => guard.mayPoll(functionId, mapping.queueArn)));
  schedules.apply(
    blueprint.schedules.map((schedule) => ({
      schedule,
      functionId: idOf(functionNameIn(schedule.functionArn)),
    })),
  );
  const { apiKind: kind, apiId, apiName, stage } = blueprint;
  server.serve({
    apiId,
    accountId: assembly.account,
    stage,
    dialect: kind === 'rest-api' ? restApiDialect : httpApiDialect,
    cdnHeaders: blueprint.cdnHeaders,
    routes: blueprint.routes,
    invoke: fleet.invoke,
    onAnswered: (status, ms) => metrics.services.answered({ kind, apiId, apiName, stage, status, ms }),
  });
  writeRunFile({
    url: server.url,
    awsEndpoint: engines.awsEndpoint,
    pid: process.pid,
    stackName: assembly.stackName,
    region: assembly.region,
    outputs,
    secretsPrefix: secretPrefix(assembly.stackName),
    startedAt,
  });
  // Nobody waits for this: until it is done, a change goes unnoticed for a moment, but then it is seen.
  void watcher.follow(
    [...blueprint.functions.values()].flatMap(({ logicalId, name, bundle }) =>
      bundle ? [{ logicalId, name, bundle }] : [],
    ),
  );
  return outputs;
}

async function drain({ server, pollers, schedules, fleet }: Parts): Promise<void> {
  schedules.stop();
  const drained = Promise.all([server.close(GRACE_MS), pollers.stop()]);
  const timer = setTimeout(() => void fleet.close(0), GRACE_MS);
  await drained;
  clearTimeout(timer);
}
