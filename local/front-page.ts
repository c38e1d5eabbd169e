import { isApiSecret, secretPrefix } from '../core/names.ts';
import type { Blueprint } from './resources/resource-type.ts';

/** The page at `/`: what can be sent to, and what runs. */
export function frontPage(
  { assembly: { stackName }, secretNames, tenantSources, functions }: Blueprint,
  url: string,
): string {
  const prefix = secretPrefix(stackName);
  const own = secretNames.filter((name) => name.startsWith(prefix) && !isApiSecret(name));
  const paths = [...own.map((name) => name.slice(prefix.length)), ...tenantSources.map((name) => `${name}/{tenant}`)];
  const sources = paths.map((path) => `<li><code>POST ${escapeHtml(`${url}/webhooks/${path}`)}</code></li>`);
  const processors = [...functions.values()].flatMap(({ environment }) =>
    environment.PROCESSOR ? [`<li><code>${escapeHtml(environment.PROCESSOR)}</code></li>`] : [],
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escapeHtml(stackName)}, a local run of Breakwater</title>
<h1>${escapeHtml(stackName)}</h1>
<p>A local run of Breakwater. Nothing here reaches AWS.</p>
<h2>Sources</h2>
<ul>${sources.join('') || '<li>none</li>'}</ul>
<h2>Processors</h2>
<ul>${processors.join('') || '<li>none</li>'}</ul>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
