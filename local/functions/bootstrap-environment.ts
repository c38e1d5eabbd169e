/** What a process needs of its machine; anything else of the shell stays out of functions, as it does on Lambda. */
export const hostEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
  ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);
