import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAssembly } from './fixtures/write-assembly.ts';
import { endRuns, startRun, temporaryDirectory } from './run-in-process.ts';

afterAll(endRuns);

test('says in one sentence that Java is missing, or too old', async () => {
  const bin = temporaryDirectory();
  const assembly = await writeAssembly(join(temporaryDirectory(), 'assembly'));
  const start = (path: string) => startRun({ assembly, engine: 'dynamodb-local', path });
  const message = expect.stringMatching(/^The engine dynamodb-local needs Java 17 or newer, and there is no java/);
  await expect(start(bin)).rejects.toMatchObject({ name: 'LocalRunError', message });
  writeFileSync(join(bin, 'java'), `#!/bin/sh\necho 'openjdk version "11.0.2" 2019-01-15' >&2\n`, { mode: 0o755 });
  await expect(start(`${bin}:/bin:/usr/bin`)).rejects.toThrow('java is version 11');
});
