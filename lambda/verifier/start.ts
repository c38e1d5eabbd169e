import { prepare } from './index.ts';

// Lambda runs this at full speed, whatever the function's memory is, and sends no request before it has come to its end.
await prepare();

export { handler } from './index.ts';
