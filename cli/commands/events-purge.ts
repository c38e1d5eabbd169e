import type { Command } from 'commander';
import type { Sought } from '../../core/sought.ts';
import { failed, wrongUse } from '../cli-error.ts';
import { type Deployment, findDeployment } from '../deployment.ts';
import { interruption } from '../interruption.ts';
import { knownSource } from '../known-source.ts';
import { sourcesOf } from '../known-tenant.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { audited, openAudit, typedOptions } from '../operations/audited.ts';
import { counted } from '../operations/progress-bar.ts';
import { progress } from '../progress.ts';
import { type Findings, findEverywhere } from '../purge/find-everywhere.ts';
import { openPurge } from '../purge/open-purge.ts';
import { type PurgeOptions, soughtOf, withPurgeOptions } from '../purge/purge-options.ts';
import { describePurge, nothingFound, purgeView, unseenOf } from '../purge/purge-view.ts';
import type { Terminal } from '../terminal.ts';

const NOTES = `
Deletes what a deployment keeps of one person: lines of the archive, large bodies, dead letters, quarantined requests and
what errors said. The ledger keeps the ids and digests of the events, so that no copy passes for a new event. Texts on
the command line stay in your shell's history: "--match -" takes them from what is piped in. See docs/data.md.

Examples:
  breakwater events purge --source shopify --field customer.id=207119551 --dry-run
  breakwater events purge --match - --confirm --stack Webhooks < addresses.txt
  breakwater events purge --source stripe --id evt_1NG8Du2eZvKYlo2CUI79vXWy --confirm`;

/** `breakwater events purge`: deletes what is kept of one person. */
export function addEventsPurgeCommand(events: Command, terminal: Terminal): void {
  const command = events.command('purge').description("delete one person's data everywhere");
  withPurgeOptions(command)
    .addHelpText('after', NOTES)
    .action((options: PurgeOptions) => purge(options, terminal));
}

async function purge(options: PurgeOptions, terminal: Terminal): Promise<void> {
  const { err, directory, environment } = terminal;
  const sought = await soughtOf(options, terminal);
  const deployment = await findDeployment(options);
  const webhooks = await loadConfiguration(directory, options.config ?? deployment.configuration);
  const { source, tenant } = options;
  const named = source === undefined ? Object.keys(webhooks.sources) : [knownSource(webhooks, source)];
  const sources = sourcesOf(webhooks, named, tenant);
  const signal = interruption(environment);
  const opened = await openPurge(deployment, webhooks, signal);
  let place = '';
  const tellSlowly = progress(err, (looked) => `${place}: looked at ${counted(looked)} so far`);
  const findings = await findEverywhere(opened, sought, {
    sources,
    tenant,
    now: Date.now(),
    tell(name, looked) {
      place = name;
      if (!options.json) tellSlowly(looked);
    },
  });
  err.write(describePurge(findings, deployment));
  if (signal.aborted) throw failed('stopped before anything was deleted');
  if (options.dryRun || nothingFound(findings)) return end(findings, {}, options, terminal);
  if (!options.confirm)
    throw wrongUse('nothing was deleted: what is deleted is gone; look at the plan, then add --confirm');
  const purged = await carryOut(findings, sought, { deployment, options, terminal, signal });
  return end(findings, purged, options, terminal);
}

interface Surroundings {
  readonly deployment: Deployment;
  readonly options: PurgeOptions;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Deletes what was found, under a record of who did it, in which nothing stands of whom it was about. */
async function carryOut(findings: Findings, sought: Sought, surroundings: Surroundings) {
  const { deployment, options, terminal, signal } = surroundings;
  const { ids, texts, fields } = sought;
  const operation = {
    command: 'events purge',
    on: options.source,
    options: typedOptions({
      source: options.source,
      tenant: options.tenant,
      ids: ids.length || undefined,
      texts: texts.length || undefined,
      fields: fields.map(({ path }) => path),
    }),
    counts: { events: findings.events },
  };
  const { counts, ended, audit } = await audited(await openAudit(deployment), operation, terminal.err, async () => {
    const counts: Record<string, number> = {};
    // What bodies are found by goes last: a purge that was cut short finds the rest when it is run again.
    for (const { place, remove } of findings.found.toReversed()) {
      if (signal.aborted) return { ended: 'stopped' as const, counts };
      counts[place] = await remove();
      if (!options.json) terminal.err.write(terminal.err.colors.dim(`${place}: ${counted(counts[place])}`));
    }
    return { ended: 'done' as const, counts };
  });
  return { purged: counts, ended, audit };
}

type Purged = Partial<Awaited<ReturnType<typeof carryOut>>>;

function end(findings: Findings, result: Purged, { json, dryRun }: PurgeOptions, { out }: Terminal): void {
  const { purged, ended } = result;
  if (json) out.write(JSON.stringify({ ...purgeView(findings), ...result }));
  else if (purged)
    out.write(`${counted(Object.values(purged).reduce((sum, count) => sum + count, 0))} things were purged`);
  if (ended === 'stopped') throw failed('stopped before everything was deleted: run it again for the rest');
  if (dryRun) return;
  const rest = findings.onTheirWay + unseenOf(findings.found);
  if (rest > 0)
    throw failed(`about ${counted(rest)} events or messages could not be purged yet: run it again for them`);
}
