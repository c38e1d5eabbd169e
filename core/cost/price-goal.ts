import { PLAIN_TRAFFIC, type Traffic } from './traffic.ts';

/** What a million new events may cost in dollars, by list price, on a busy queue where what is fixed hardly counts. */
export const PRICE_GOAL: { readonly dollars: number; readonly traffic: Traffic } = {
  dollars: 5,
  traffic: { ...PLAIN_TRAFFIC, eventsPerMonth: 100_000_000, batch: 5 },
};
