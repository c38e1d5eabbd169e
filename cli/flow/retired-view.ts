/** What is left of a processor's events, as SQS counts them. */
export interface Remains {
  readonly waiting: number;
  readonly held: number;
  readonly dead: number;
}

/** Whether a retired processor can go, for JSON: `{"retired":true,"removable":false}`. */
export const retiredView = ({ waiting, held, dead }: Remains) => ({
  retired: true as const,
  removable: waiting + held + dead === 0,
});

/** The same for people, after the state of its flow. */
export function retiredText({ waiting, held, dead }: Remains): string {
  if (waiting + held > 0) return `retired, ${waiting + held} events are still to be processed`;
  if (dead > 0)
    return `retired, ${dead} dead letters would go with it: redrive them, or wait until their 14 days are over`;
  return 'retired, and empty: it can be taken out of the configuration';
}
