import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { depthOf, noteOf } from './aws-clients.ts';
import { fixtureHandlers, template, writeAssembly } from './fixtures/write-assembly.ts';
import { endRuns, eventually, type RunInProcess, startRun, temporaryDirectory } from './run-in-process.ts';

afterAll(endRuns);

const answerOf = async (run: RunInProcess) => (await fetch(`${run.url}/webhooks/any`)).text();

/** A project with one handler, whose bundle is made by the recipe that the template tells. */
async function project(source: string) {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'lambda'));
  symlinkSync(resolve('node_modules'), join(directory, 'node_modules'));
  const entry = join(directory, 'lambda', 'receive.ts');
  const write = (text: string) => writeFileSync(entry, text);
  write(source);
  const bundle = { entry: './lambda/receive.ts', alias: { '#words': './lambda/words.ts' } };
  writeFileSync(join(directory, 'lambda', 'words.ts'), `export const words: string = 'these words';`);
  const Receive = {
    ...template.Resources.Receive,
    Metadata: { ...template.Resources.Receive.Metadata, 'breakwater:bundle': bundle },
  };
  const assembly = await writeAssembly(
    join(directory, 'assembly'),
    { ...template, Resources: { ...template.Resources, Receive } },
    {
      ...fixtureHandlers,
      Receive: { entry, alias: { '#words': join(directory, 'lambda', 'words.ts') } },
    },
  );
  return { directory, assembly, write };
}

const handler = (answer: string) => `export const handler = async (): Promise<string> => ${answer};`;
const live = (run: RunInProcess) => run.messages.filter(({ kind }) => kind === 'changed').length;

test('runs a changed handler within two seconds, and lets running invocations end on the old one', async () => {
  const { directory, assembly, write } = await project(
    `export const handler = async () => { await new Promise((r) => setTimeout(r, 800)); return 'before'; };`,
  );
  const run = await startRun({ assembly, directory });
  const running = answerOf(run);
  const changedAt = Date.now();
  write(handler(`'after'`));
  await eventually(
    () => answerOf(run),
    (answer) => answer === 'after',
  );
  expect(Date.now() - changedAt).toBeLessThan(2000 + 800);
  expect(await running).toBe('before');
  expect(live(run)).toBe(1);
  await run.stop();
});

test('follows the files that a handler imports, aliases included', async () => {
  const { directory, assembly, write } = await project(handler(`'before'`));
  const run = await startRun({ assembly, directory });
  write(`import { words } from '#words'; ${handler('words')}`);
  await eventually(
    () => answerOf(run),
    (answer) => answer === 'these words',
  );
  writeFileSync(join(directory, 'lambda', 'words.ts'), `export const words = 'other words';`);
  await eventually(
    () => answerOf(run),
    (answer) => answer === 'other words',
  );
  await run.stop();
});

test('bundles again when a file that was missing appears', async () => {
  const { directory, assembly, write } = await project(handler(`'before'`));
  const run = await startRun({ assembly, directory });
  write(`import { late } from './late.ts'; ${handler('late')}`);
  await eventually(
    () => run.messages.filter(({ kind }) => kind === 'failure').length,
    (failures) => failures > 0,
  );
  writeFileSync(join(directory, 'lambda', 'late.ts'), `export const late = 'late, but there';`);
  await eventually(
    () => answerOf(run),
    (answer) => answer === 'late, but there',
  );
  await run.stop();
});

test('reports a handler that cannot be bundled, keeps the old one, and takes the mended one', async () => {
  const { directory, assembly, write } = await project(handler(`'before'`));
  const run = await startRun({ assembly, directory });
  write('export const handler = async () => {{;');
  const [failure] = await eventually(
    () => run.messages.filter(({ kind }) => kind === 'failure'),
    (failures) => failures.length > 0,
  );
  expect(failure).toMatchObject({ functionName: 'Small-Receive', text: expect.stringContaining('receive.ts:1:') });
  expect(await answerOf(run)).toBe('before');
  write(handler(`'mended'`));
  await eventually(
    () => answerOf(run),
    (answer) => answer === 'mended',
  );
  await run.stop();
});

test('goes over to another assembly while tables and queues stay up', async () => {
  const assembly = await writeAssembly(join(temporaryDirectory(), 'assembly'));
  const run = await startRun({ assembly });
  const send = (id: string) => fetch(`${run.url}/webhooks/any`, { method: 'POST', body: JSON.stringify({ id }) });
  await send('before');
  await eventually(
    () => noteOf(run, 'before'),
    ({ count }) => count === 1,
  );

  const { Mapping, Queue, ...kept } = template.Resources;
  const next = await writeAssembly(join(temporaryDirectory(), 'assembly'), {
    ...template,
    Resources: { ...kept, Queue, Second: { ...Queue, Properties: { QueueName: 'Small-second' } } },
  });
  await run.reload(next);
  expect(await depthOf(run, 'Small-second')).toEqual({ visible: 0, held: 0 });
  await send('after');
  await eventually(
    () => depthOf(run, 'Small-work'),
    ({ visible }) => visible === 1,
  );
  // The table has it still; how often, a queue of a second's visibility does not promise on a busy machine.
  expect((await noteOf(run, 'before')).count).toBeGreaterThan(0);
  expect((await noteOf(run, 'after')).count).toBe(0);
  await run.reload(assembly);
  await eventually(
    () => noteOf(run, 'after'),
    ({ count }) => count > 0,
  );
  await run.stop();
});

test('goes on with the old assembly when the new one cannot be read', async () => {
  const run = await startRun({ assembly: await writeAssembly(join(temporaryDirectory(), 'assembly')) });
  await expect(run.reload('/nowhere')).rejects.toThrow('/nowhere holds no cloud assembly');
  expect((await fetch(`${run.url}/webhooks/nothing`)).status).toBe(200);
  await run.stop();
});
