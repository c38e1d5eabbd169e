import { testFlood } from './flood.ts';

testFlood({ forgeries: 3000, forgeriesPerEvent: 50, timeoutMs: 180_000 });
