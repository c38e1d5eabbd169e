import { randomUUID } from 'node:crypto';
import { invocationId } from '../../core/invocation-id.ts';

test('an invocation is told from every other by 22 letters', () => {
  expect(invocationId('8ea946c3-755f-4879-82a7-9e9c074e2791')).toBe('jqlGw3VfSHmCp56cB04nkQ');
  const ids = Array.from({ length: 1000 }, () => invocationId(randomUUID()));
  expect(new Set(ids).size).toBe(1000);
  expect(ids.every((id) => /^[\w-]{22}$/.test(id))).toBe(true);
});

test.each(['request', '8EA946C3-755F-4879-82A7-9E9C074E2791', '8ea946c3-755f-4879-82a7-9e9c074e2791-1', ''])(
  'an id of another form stays as it is: %j',
  (id) => {
    expect(invocationId(id)).toBe(id);
  },
);
