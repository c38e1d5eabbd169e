import type { Overview } from '../../api.ts';
import { Empty } from '../parts/notice.tsx';
import { hashOf } from '../use-location.ts';

/** What stands in the place of a list without events. */
export function NoEvents({ overview, isFiltered }: { readonly overview: Overview; readonly isFiltered: boolean }) {
  if (isFiltered)
    return (
      <Empty title="No event fits">
        <p>Take a filter away, or look further back.</p>
      </Empty>
    );
  const first = overview.sources.find(({ takesRequests }) => takesRequests);
  return (
    <Empty title="No events yet">
      <p>
        Point a provider at{' '}
        <code>
          {overview.webhookUrl}/{first?.name ?? '…'}
          {first?.hasTenants && '/{tenant}'}
        </code>
        {overview.isLocal && ', or send yourself a signed event.'}
      </p>
      {overview.isLocal && (
        <a class="button main" href={hashOf(['test'])}>
          Send a test event
        </a>
      )}
    </Empty>
  );
}
