import { createColors } from 'picocolors';
import { writeSecret } from '../../../cli/secrets/change-secret.ts';
import { secretEntries } from '../../../core/secrets.ts';
import type { SecretVersion, SecretVersions } from '../../../lambda/aws/secret-versions.ts';

const NAME = 'Webhooks/acme';
const BEFORE: SecretVersion = { id: 'v1', value: '{"secrets":["the old secret of many"]}', createdAt: undefined };
const AFTER = secretEntries('{"secrets":["the new secret of many","the old secret of many"]}');

/** A secret that somebody else changes, past Breakwater, just before or just after it is written. */
function secretWith(theirs: { before?: string | undefined; after?: string; isTaken?: boolean } = {}) {
  const history: SecretVersion[] = [BEFORE];
  const put = (value: string) => {
    const id = `v${history.length + 1}`;
    history.push({ id, value, createdAt: undefined });
    return id;
  };
  const versions: SecretVersions = {
    current: async () => history.at(-1),
    previous: async () => history.at(-2),
    async writeAfter(_before, _name, value) {
      if (theirs.isTaken) return 'refused';
      if (theirs.before) put(theirs.before);
      theirs.before = undefined;
      const written = put(value);
      if (theirs.after) put(theirs.after);
      return { written };
    },
  };
  const said: string[] = [];
  const tell = (line: string) => said.push(line);
  const write = () =>
    writeSecret(
      { versions, name: NAME, on: 'acme' },
      { before: BEFORE, after: AFTER },
      { write: tell, colors: createColors(false) },
    );
  return { write, history, said, texts: () => secretEntries(history.at(-1)?.value ?? '').map(({ text }) => text) };
}

test('writes once when nobody else does', async () => {
  const { write, history, said } = secretWith();
  await write();
  expect([history.length, said]).toEqual([2, []]);
});

test('changes nothing when another operator was quicker', async () => {
  const { write, history } = secretWith({ isTaken: true });
  await expect(write()).rejects.toThrow('somebody else changed the secret Webhooks/acme at this moment, and nothing');
  expect(history).toHaveLength(1);
});

test('keeps what was put in past Breakwater between reading and writing, and says so', async () => {
  const { write, said, texts } = secretWith({ before: 'a secret from the console' });
  const entries = await write();
  expect(texts()).toEqual(['the new secret of many', 'the old secret of many', 'a secret from the console']);
  expect(entries).toHaveLength(3);
  expect(said.join()).toContain('what they put in is kept beside the new one');
  expect(said.join()).not.toContain('from the console');
});

test('says that it was written over right after, whoever did so', async () => {
  const { write } = secretWith({ after: 'a secret from the console' });
  await expect(write()).rejects.toThrow('right after');
}, 10_000);
