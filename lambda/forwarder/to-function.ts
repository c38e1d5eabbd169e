import { FORWARDER_ENVIRONMENT, readEnvironment } from '../../core/environment.ts';
import { LARGEST_PAYLOAD, toFunction } from '../aws/hand-over/function.ts';
import { processorHandler } from '../runtime/define-processor.ts';
import { forward } from './forward.ts';

const { TARGET_ARN: arn, CLAIM_CHECK_BUCKET: claimCheckBucket } = readEnvironment(FORWARDER_ENVIRONMENT, process.env);

const handOver = toFunction(arn);

/** The handler of a processor whose events go to a function that is there already. */
export const handler = processorHandler(forward({ handOver, largest: LARGEST_PAYLOAD, claimCheckBucket }));
