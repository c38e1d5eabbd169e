import { testFlood } from './flood.ts';

testFlood({ forgeries: 50_000, forgeriesPerEvent: 100, timeoutMs: 1_800_000 });
