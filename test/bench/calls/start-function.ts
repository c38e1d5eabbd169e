import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { CountingAws } from '../../core/cost/counting-aws.ts';

/** What a function did in one invocation. */
export interface Used<Result> {
  readonly result: Result;
  /** `PutItem`, `SendMessage` and so on, in their order. */
  readonly calls: readonly string[];
  /** The bytes that it wrote to its log, metrics and line ends included. */
  readonly logBytes: number;
}

/** A function in a process of its own. */
export interface StartedFunction<Result> {
  /** @param at - the time that the function takes it for, in milliseconds since 1970 */
  invoke(event: object, at: number): Promise<Used<Result>>;
  stop(): void;
}

/** Starts the function in a bundle, which calls the AWS of this machine. One invocation at a time. */
export function startFunction<Result>(
  file: string,
  environment: Readonly<Record<string, string>>,
  aws: Pick<CountingAws, 'url' | 'calls'>,
): StartedFunction<Result> {
  const child = fork(resolve('test/bench/calls/run-function.cjs'), [file], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...environment,
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
    },
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${code}`);
  });
  // It ends with the benchmark, too, when nobody waits for it.
  ended.catch(() => {});
  let logged = 0;
  return {
    async invoke(event, at) {
      const before = aws.calls.length;
      const answered = once(child, 'message');
      child.send({ at, event });
      const [{ result, logBytes }] = await Promise.race([answered, ended]);
      const used = { result, calls: aws.calls.slice(before), logBytes: logBytes - logged };
      logged = logBytes;
      return used;
    },
    stop: () => void child.kill(),
  };
}
