import type { Inventory } from '../../../core/cost/inventory.ts';

const size = { memoryMb: 256, architecture: 'arm64', isTraced: false } as const;

/** One source and one processor behind an HTTP API, with an alarm or two and the index of events. */
export const SMALL: Inventory = {
  entrance: 'http-api',
  hasCdn: false,
  cdnFunctions: 0,
  webAcls: [],
  hasAccessLog: true,
  verifier: { ...size, memoryMb: 512 },
  claimCheckKb: 200,
  processors: { bill: { ...size, maxAttempts: 10 } },
  reconcilers: {},
  ledger: { indexes: 1, hasBackup: true },
  polledQueues: { standard: 1, fifo: 0 },
  secrets: 1,
  keys: 0,
  usesKey: false,
  alarmMetrics: 5,
  compositeAlarms: 1,
  dashboards: 1,
  endpointZones: 0,
  natGateways: 0,
  notCounted: [],
};
