import { defineProcessor, PermanentError } from '../runtime/index.ts';

/** Says in the log who pushed what; a place to start a build or a deployment from. */
export const handler = defineProcessor<'github', 'push'>((event, { log }) => {
  const { ref, commits, pusher } = event.data;
  // A delivery without a branch will not get one by trying again.
  if (typeof ref !== 'string') throw new PermanentError('the push names no ref');
  log.info('pushed', { repository: event.subject, ref, commits: commits?.length ?? 0, by: pusher?.name });
});
