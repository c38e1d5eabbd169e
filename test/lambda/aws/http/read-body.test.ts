import { PassThrough, Readable } from 'node:stream';
import { readBody } from '../../../../lambda/aws/http/read-body.ts';

test('a body comes in as many pieces as it likes, or in none', async () => {
  const pieces = [Buffer.from([0, 255]), Buffer.from('é')];
  expect(await readBody(Readable.from(pieces), undefined)).toEqual(Buffer.concat(pieces));
  expect(await readBody(Readable.from([]), 1000)).toEqual(Buffer.alloc(0));
});

test('a body that has not come to its end in time is a time-out, and no longer read', async () => {
  const body = new PassThrough();
  body.write('half');
  await expect(readBody(body, 20)).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(body.destroyed).toBe(true);
});

test('a body that ended too soon is an error, also when that was before anybody read it', async () => {
  const cut = new PassThrough();
  const reading = readBody(cut, undefined);
  cut.destroy(new Error('reset'));
  await expect(reading).rejects.toThrow('reset');
  const gone = new PassThrough().destroy();
  await new Promise((closed) => gone.once('close', closed));
  await expect(readBody(gone, undefined)).rejects.toThrow('Premature close');
});
