import { parseWebhooks } from '../../core/index.ts';
import { synthesize, webhooks } from './synthesize.ts';

interface Widget {
  readonly type: string;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
  };
}

/** The widgets, from top to bottom. */
function widgetsOf(configuration = webhooks): Widget[] {
  const [dashboard] = Object.values(
    synthesize({ webhooks: configuration }).template.findResources('AWS::CloudWatch::Dashboard'),
  );
  const body = dashboard?.Properties.DashboardBody['Fn::Join'][1]
    .map((part: unknown) => (typeof part === 'string' ? part : 'x'))
    .join('');
  return JSON.parse(body).widgets;
}

const titlesOf = (widgets: readonly Widget[]) =>
  widgets.map(({ properties }) => properties.title ?? properties.markdown);
const named = (widgets: readonly Widget[], title: string) =>
  widgets.find(({ properties }) => properties.title === title);

const few = widgetsOf();

test('begins with whether the stack is healthy, then sources, then processors, then what the bill grows with', () => {
  const titles = titlesOf(few);
  expect(titles.slice(0, 5)).toEqual(['Is it healthy?', 'Accepted', 'Refused', 'Not taken (5xx)', 'Dead letters']);
  const places = ['## Sources', '## Processors'].map((heading) => titles.indexOf(heading));
  expect(places).toEqual([...places].sort((left, right) => left - right));
  expect(places).not.toContain(-1);
  expect(titles.at(-1)).toBe('Attempts a day');
});

test('shows first the alarms of which somebody is told', () => {
  const alarms = named(few, 'Is it healthy?')?.properties.alarms ?? [];
  const names = alarms.map((arn) => arn.split(':alarm:')[1]);
  expect(names[0]).toBe('Hooks-webhooks-not-taken');
  expect(names.indexOf('Hooks-stripe-source-in-trouble')).toBeLessThan(names.indexOf('Hooks-stripe-ack-latency'));
});

test('draws a line for each source, and for each processor', () => {
  const lines = (title: string) =>
    few.filter(({ properties }) => properties.title === title).at(-1)?.properties.metrics;
  expect(lines('Duplicates')?.map(([, metric, , source, , stack]) => [metric, stack, source])).toEqual([
    ['Duplicate', 'Hooks', 'stripe'],
    ['Duplicate', 'Hooks', 'stripe-connect'],
  ]);
  expect(lines('Dead letters')?.map(([, , , queue]) => queue)).toEqual([
    'Hooks-record-payment-dead-letter',
    'Hooks-deploy-preview-dead-letter',
  ]);
});

test('stays one page with 100 processors: it draws the highest lines, within the limits of CloudWatch', () => {
  const names = Array.from({ length: 100 }, (_, index) => `work-${index}`);
  const processors = Object.fromEntries(names.map((name) => [name, { on: { stripe: ['*'] } }]));
  const many = widgetsOf(parseWebhooks({ sources: { stripe: {} }, processors }));
  expect(many).toHaveLength(few.length);
  const [first] = named(many, 'Given up')?.properties.metrics ?? [];
  expect(first).toEqual([expect.objectContaining({ expression: 'SORT(METRICS(), MAX, DESC, 15)' })]);
  expect(named(many, 'Is it healthy?')?.properties.alarms).toHaveLength(100);
  const metrics = many.map(({ properties }) => properties.metrics?.length ?? 0);
  expect(Math.max(...metrics)).toBeLessThanOrEqual(500);
  expect(metrics.reduce((all, count) => all + count, 0)).toBeLessThanOrEqual(2500);
});

test('the questions that an operator asks the log are saved', () => {
  const saved = Object.values(synthesize().template.findResources('AWS::Logs::QueryDefinition'));
  expect(saved.map(({ Properties }) => Properties.Name)).toContain('Hooks/refused by cause');
  for (const { Properties } of saved)
    expect(Properties.LogGroupNames).toEqual([{ Ref: expect.stringMatching(/^IngressVerifierLog/) }]);
});
