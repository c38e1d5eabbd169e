import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildCode } from './build-code.ts';
import { items, messages } from './fixtures.ts';

// Freezes what the code of today writes, and the code itself, as a version that all later code has to get on with.
const [version = ''] = process.argv.slice(2);
const directory = `test/compatibility/${version}`;
if (!/^v\d+$/.test(version)) throw new Error('say which version it is: npm run freeze -- v2');
if (existsSync(`${directory}/code.cjs`)) throw new Error(`${directory} is frozen: what was released does not change`);
mkdirSync(directory, { recursive: true });
const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
writeFileSync(`${directory}/messages.json`, text(messages()));
writeFileSync(`${directory}/items.json`, text(items()));
const release = JSON.parse(readFileSync('package.json', 'utf8')).version;
const origin = `// test/compatibility/code.ts of Breakwater ${release}, bundled by npm run freeze. It stays as it is.`;
await buildCode(`${directory}/code.cjs`, [], origin);
