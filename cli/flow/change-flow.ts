import type { FlowState } from '../../core/flow-state.ts';
import { failed } from '../cli-error.ts';
import { type Deployment, type DeploymentOptions, findDeployment } from '../deployment.ts';
import { knownProcessor } from '../known-processor.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { audited, openAudit } from '../operations/audited.ts';
import type { Terminal } from '../terminal.ts';

export interface FlowOptions extends DeploymentOptions {
  readonly config?: string;
  readonly json?: boolean;
}

export interface FlowChange {
  /** What was typed. */
  readonly command: 'pause' | 'resume';
  readonly processor: string;
  /** The state that is wanted; the same one where nothing is to be changed. */
  readonly decide: (state: FlowState, who: string) => FlowState;
}

/** What came of it. */
export interface FlowChanged {
  readonly deployment: Deployment;
  readonly before: FlowState;
  readonly after: FlowState;
}

/** Each means that the processor itself, or another operator, moved in between. */
const MOST_CONTENTION = 20;

/**
 * Changes whether events flow to a processor, under a record of who did it.
 * @throws {CliError} when there is no such processor
 */
export async function changeFlow(change: FlowChange, options: FlowOptions, terminal: Terminal): Promise<FlowChanged> {
  const { command, processor, decide } = change;
  const deployment = await findDeployment(options);
  knownProcessor(await loadConfiguration(terminal.directory, options.config ?? deployment.configuration), processor);
  // The SDK takes longer to load than everything else here together.
  const { openFlow } = await import('../../lambda/aws/flow.ts');
  const flow = openFlow(deployment.ledgerTable, deployment.aws);
  const audit = await openAudit(deployment);
  const operation = { command, on: processor, options: {}, counts: {} };
  return audited(audit, operation, terminal.err, async () => {
    for (let round = 0; round < MOST_CONTENTION; round++) {
      const before = await flow.read(processor);
      const after = decide(before, audit.who);
      if (after === before || (await flow.write(processor, before, after)))
        return { deployment, before, after, ended: 'done', counts: {} };
    }
    throw failed(`the state of ${processor} changed ${MOST_CONTENTION} times while it was written: try again`);
  });
}
