/** What a line of the log may carry besides its message. Never a header, a signature, a secret or a body. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** A structured log: one JSON object a line. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The same log, with these fields on every line. */
  with(fields: LogFields): Log;
}

/** Makes a log that hands each line (without its end) to `write`. */
export function jsonLog(write: (line: string) => void, always: LogFields = {}): Log {
  const at = (level: string) => (message: string, fields?: LogFields) =>
    write(JSON.stringify({ level, message, ...always, ...fields }));
  return {
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => jsonLog(write, { ...always, ...fields }),
  };
}

/** The log of a Lambda function. Lambda passes a line on as it is, whereas `console` would wrap it once more. */
export const lambdaLog = () => jsonLog((line) => process.stdout.write(`${line}\n`));

/** An error in a few words, for a log line. */
export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
