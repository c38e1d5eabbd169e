import { audited, openAudit, typedOptions } from '../operations/audited.ts';
import type { Terminal } from '../terminal.ts';
import type { Checked, openRecheck } from './check-kept.ts';
import type { OpenQuarantine, QuarantineOptions } from './open-quarantine.ts';
import { hasLeft, openPath, type Released, releaseKept } from './release-kept.ts';

/** Lets them in under a record of who did it. */
export async function releaseAudited(
  checked: readonly Checked[],
  opened: OpenQuarantine,
  parts: Awaited<ReturnType<typeof openRecheck>>,
  requests: readonly string[],
  { source, cause, since }: QuarantineOptions,
  terminal: Terminal,
): Promise<Released[]> {
  const operation = {
    command: 'quarantine release',
    on: source,
    options: typedOptions({ source, cause, since, requests }),
    counts: { planned: checked.filter(({ stays }) => stays === undefined).length },
  };
  const path = await openPath(opened, terminal);
  const { released } = await audited(await openAudit(opened.deployment), operation, terminal.err, async () => {
    const released = await releaseKept(checked, opened, parts, path, terminal);
    const left = released.filter(hasLeft).length;
    return { ended: 'done' as const, counts: { released: left, stayed: released.length - left }, released };
  });
  return released;
}
