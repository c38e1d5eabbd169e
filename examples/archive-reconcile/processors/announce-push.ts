import { defineProcessor, PermanentError } from 'breakwater/processor';

export const handler = defineProcessor<'github', 'push'>((event, { log }) => {
  // A delivery without a branch will not get one by trying again.
  if (typeof event.data.ref !== 'string') throw new PermanentError('the push names no ref');
  log.info('pushed', { repository: event.subject, ref: event.data.ref });
});
