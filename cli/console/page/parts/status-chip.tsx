import type { EventView } from '../../api.ts';

type Processor = EventView['processors'][string];

export const TONES = { queued: undefined, running: 'busy', done: 'good', retrying: 'warn', failed: 'bad' } as const;

/** The status of an event for one processor. */
export const StatusChip = ({ name, view }: { readonly name?: string; readonly view: Processor }) => (
  <span class="chip" data-tone={TONES[view.status]}>
    {name === undefined ? view.status : `${name} ${view.status}`}
  </span>
);
