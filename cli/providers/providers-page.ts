import { horizonOf, type ProviderView, sourceLine } from './provider-view.ts';

/** The page docs/providers.md. */
export function providersPage(views: readonly ProviderView[]): string {
  const rows = views.map((view) => [
    `[${view.name}](#${view.id})`,
    `\`${view.id}\``,
    view.handshake.join(', ') || '–',
    view.deadlineSeconds === undefined ? '–' : `${view.deadlineSeconds} s`,
    horizonOf(view.retryHours),
  ]);
  return `# Providers

The ${views.length} providers that a source can name, as \`npx breakwater providers\` lists them. This page is made by
\`npx breakwater providers --markdown\`: change the provider's file in \`core/providers/\` or \`core/catalogue/\` instead.

A URL is \`WebhookUrl/NAME\`: the output of the deployed stack, or what \`npm start\` prints, and the source's name. A dash
means that the provider does not say.

${row(['Provider', 'Id', 'Tests the endpoint', 'Waits for', 'Tries again for'])}
${row(['---', '---', '---', '---', '---'])}
${rows.map(row).join('\n')}

${views.map(section).join('\n\n')}
`;
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function section(view: ProviderView): string {
  const points: readonly (readonly [string, string | undefined])[] = [
    ['Register', view.register],
    ['Secret', view.secret],
    ['Proof', `${view.scheme}.`],
    ...Object.entries(view.settings).map(([name, { says }]) => [`Setting \`${name}\``, `${says}.`] as const),
    ['Tests the endpoint', view.handshake.length > 0 ? `${HANDSHAKES[view.handshake.join()]}.` : undefined],
    ['Waits for an answer', view.deadlineSeconds === undefined ? undefined : `${view.deadlineSeconds} s.`],
    ['Tries again', view.retries],
    ['Several events in a request', view.split ? '`split: true` makes an event of each.' : undefined],
    ['Samples', view.eventTypes.length > 0 ? view.eventTypes.map((type) => `\`${type}\``).join(', ') : undefined],
    ...view.traps.map((trap) => ['Mind', trap] as const),
  ];
  const list = points.flatMap(([title, text]) => (text === undefined ? [] : [`- **${title}:** ${text}`]));
  return [
    `<a id="${view.id}"></a>`,
    '',
    `## ${view.name}`,
    '',
    '```ts',
    sourceLine(view),
    '```',
    '',
    ...list,
    `- [Documentation](${view.docs})`,
  ].join('\n');
}

const HANDSHAKES: Readonly<Record<string, string>> = {
  signed: 'with a signed request, which is answered once it is verified',
  unsigned: 'with a request that is not signed, which is answered as it asks and makes no event',
  'signed,unsigned': 'with signed requests and with ones that are not; both are answered as it asks',
  'hands over the secret':
    'with a request that hands over the secret, which is put into Secrets Manager while there is none',
  'signed,hands over the secret':
    'with a request that hands over the secret, which is put into Secrets Manager while there is none; later ones are signed',
};
