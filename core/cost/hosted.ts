/** A plan of a hosted gateway, as its list says. */
export interface HostedPlan {
  readonly name: string;
  /** Dollars a month. */
  readonly base: number;
  /** Events in a month that the base pays for. */
  readonly included: number;
  /** Dollars for each event beyond; absent where the list does not say. */
  readonly perEvent?: number | undefined;
  /** The plan ends here: events in a month. */
  readonly most?: number | undefined;
  /** What to know of it. */
  readonly note: string;
  readonly source: string;
  /** When that was read. */
  readonly read: string;
}

/** What so many events a month cost with a plan; `isLeast` when the list gives no price for all of them. */
export interface HostedCost {
  readonly dollars: number;
  readonly isLeast: boolean;
}

/** Events in a month at so many a second. */
const perSecond = (events: number) => events * 2_628_000;

/** Lists change: these are what was read on the days that they name. */
export const HOSTED_PLANS: readonly HostedPlan[] = [
  {
    name: 'Hookdeck Developer',
    base: 0,
    included: 10_000,
    most: 10_000,
    note: '3 days of retention, 1 user',
    source: 'https://hookdeck.com/pricing',
    read: '2026-09-20',
  },
  {
    name: 'Hookdeck Team',
    base: 39,
    included: 10_000,
    note: 'from this price; 7 days of retention, 5 events a second, metered beyond what is included',
    source: 'https://hookdeck.com/pricing',
    read: '2026-09-20',
  },
  {
    name: 'Hookdeck Growth',
    base: 499,
    included: 10_000,
    note: 'from this price; 30 days of retention, metered beyond what is included',
    source: 'https://hookdeck.com/pricing',
    read: '2026-09-20',
  },
  {
    name: 'Svix Free',
    base: 0,
    included: 50_000,
    perEvent: 0.0001,
    note: '30 days of retention; built for sending webhooks, with Ingest for receiving them',
    source: 'https://www.svix.com/pricing/',
    read: '2026-09-20',
  },
  {
    name: 'Svix Professional',
    base: 490,
    included: 50_000,
    perEvent: 0.0001,
    note: '90 days of retention, 99.99 % promised',
    source: 'https://www.svix.com/pricing/',
    read: '2026-09-20',
  },
  {
    name: 'Convoy Cloud',
    base: 99,
    included: perSecond(25),
    most: perSecond(25),
    note: 'from this price; 25 events a second',
    source: 'https://dev.to/emithq/why-we-built-emithq-the-49-490-webhook-pricing-gap-npd',
    read: '2026-11-21',
  },
];

/** What a month costs with a plan; `undefined` when the plan does not take so many events. */
export function hostedCost({ base, included, perEvent, most }: HostedPlan, events: number): HostedCost | undefined {
  if (most !== undefined && events > most) return undefined;
  const beyond = Math.max(0, events - included);
  return { dollars: base + beyond * (perEvent ?? 0), isLeast: beyond > 0 && perEvent === undefined };
}

const FEWEST = 100;
const MOST = 1e9;
const STEP = 1.01;

/** Between which numbers of events a month something is so, to two digits; absent ends are those of all that was looked at. */
export interface EventRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/**
 * Where ours is cheaper than a plan, as far as the plan goes; `undefined` when it nowhere is.
 * @param ours - dollars of a month with so many events
 */
export function cheaperRange(plan: HostedPlan, ours: (events: number) => number): EventRange | undefined {
  let from: number | undefined;
  for (let events = FEWEST; events <= MOST; events *= STEP) {
    const theirs = hostedCost(plan, events);
    if (!theirs) break;
    const isCheaper = ours(events) < theirs.dollars;
    if (isCheaper) from ??= events;
    else if (from !== undefined) return { from: beyond(from), to: rounded(events) };
  }
  return from === undefined ? undefined : { from: beyond(from) };
}

const rounded = (events: number) => Number(events.toPrecision(2));

const beyond = (events: number) => (events === FEWEST ? undefined : rounded(events));
