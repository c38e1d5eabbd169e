import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseWebhooks } from '../../core/index.ts';
import { writeAddresses } from '../../lib/write-addresses.ts';

const directory = mkdtempSync(join(tmpdir(), 'breakwater-addresses-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('a bundle gets the lists that its configuration asks for, and no others', () => {
  const webhooks = parseWebhooks({
    sources: {
      'terraform-cloud': { allowAddresses: 'published' },
      tfc: { provider: 'terraform-cloud', allowAddresses: ['published'] },
      github: { allowAddresses: ['192.0.2.0/24'] },
      stripe: {},
    },
  });
  const text = readFileSync(writeAddresses(webhooks, join(directory, 'addresses.ts')), 'utf8');
  expect(text).toMatch(/^import { terraformCloud } from ".*core\/addresses\/published\/terraform-cloud\.ts";$/m);
  expect(text).not.toMatch(/github|stripe/);
});
