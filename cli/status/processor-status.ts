import type { Processor } from '../../core/configuration.ts';
import type { FlowState } from '../../core/flow-state.ts';
import { inParallel } from '../../core/in-parallel.ts';
import { openDesk } from '../dead-letters/desk.ts';
import type { Deployment } from '../deployment.ts';
import { flowText, flowView } from '../flow/flow-view.ts';
import { type Remains, retiredText, retiredView } from '../flow/retired-view.ts';
import type { Receiver } from '../known-processor.ts';

const AT_ONCE = 8;

/** Whether events flow to a processor, and how many are where. */
export interface ProcessorStatus extends Remains {
  readonly processor: string;
  readonly retired: true | undefined;
  readonly state: FlowState;
}

/** Reads how processors are. */
export async function processorStatuses(
  deployment: Deployment,
  processors: readonly Processor[],
): Promise<ProcessorStatus[]> {
  // The SDK takes longer to load than everything else here together.
  const { openFlow } = await import('../../lambda/aws/flow.ts');
  const flow = openFlow(deployment.ledgerTable, deployment.aws);
  return inParallel(processors, AT_ONCE, async (processor) => {
    const [state, remains] = await Promise.all([flow.read(processor.name), remainsOf(deployment, processor)]);
    return { processor: processor.name, retired: processor.retired, state, ...remains };
  });
}

/** How many events lie on the two queues of whatever has them. */
export async function remainsOf(deployment: Deployment, receiver: Receiver): Promise<Remains> {
  const { contents, queueUrl, deadLetterQueueUrl } = await openDesk(deployment, receiver, new AbortController().signal);
  const [queue, dead] = await Promise.all([contents.count(queueUrl), contents.count(deadLetterQueueUrl)]);
  return { waiting: queue.visible, held: queue.held, dead: dead.visible + dead.held };
}

/** A processor's status as `--json` prints it. */
export const processorView = ({ processor, retired, state, waiting, held, dead }: ProcessorStatus) => ({
  processor,
  ...flowView(state),
  waiting,
  held,
  deadLetters: dead,
  ...(retired && retiredView({ waiting, held, dead })),
});

export const PROCESSOR_HEADS = ['processor', 'waiting', 'held', 'dead letters', 'flow'];

/** The same as a row of a table. */
export const processorRow = ({ processor, state, retired, ...counts }: ProcessorStatus): string[] => [
  processor,
  String(counts.waiting),
  String(counts.held),
  String(counts.dead),
  retired ? `${flowText(state)}; ${retiredText(counts)}` : flowText(state),
];
