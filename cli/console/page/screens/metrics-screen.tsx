import { useState } from 'preact/hooks';
import type { MeasuredSeries, MetricsPage } from '../../metrics-page.ts';
import { counted, duration } from '../format.ts';
import { Chart } from '../parts/chart.tsx';
import { Notice } from '../parts/notice.tsx';
import { get } from '../server.ts';
import type { Live } from '../use-live.ts';
import { hashOf } from '../use-location.ts';
import { useResource } from '../use-resource.ts';

const SPANS = [
  { minutes: 60, name: 'The last hour' },
  { minutes: 360, name: 'The last 6 hours' },
  { minutes: 1440, name: 'The last day' },
];

const SOURCE_WORDS = { of: 'Sources', good: 'accepted', bad: 'not taken', p99: 'answered within (p99)' };
const PROCESSOR_WORDS = { of: 'Processors', good: 'done', bad: 'given up', p99: 'age at the first attempt (p99)' };

/** What the functions of a local run have counted: the same as in CloudWatch, once it is deployed. */
export function MetricsScreen({ live }: { readonly live: Live }) {
  const [minutes, setMinutes] = useState(60);
  const { value, error } = useResource(
    (signal) => get<MetricsPage>('metrics', { minutes }, signal),
    [live.tick, minutes],
  );
  return (
    <>
      <div class="bar">
        <h1>Metrics</h1>
        <select aria-label="Time" value={minutes} onChange={(event) => setMinutes(Number(event.currentTarget.value))}>
          {SPANS.map((span) => (
            <option key={span.minutes} value={span.minutes}>
              {span.name}
            </option>
          ))}
        </select>
      </div>
      <div class="screen stack">
        {error && <Notice tone="bad">{error}</Notice>}
        {value && <Measured words={SOURCE_WORDS} page={value} series={value.sources} linkTo={eventsOf} />}
        {value && <Measured words={PROCESSOR_WORDS} page={value} series={value.processors} />}
      </div>
    </>
  );
}

interface MeasuredProps {
  readonly words: typeof SOURCE_WORDS;
  readonly page: MetricsPage;
  readonly series: readonly MeasuredSeries[];
  /** Where a name leads. @default - nowhere */
  readonly linkTo?: (name: string) => string;
}

const Measured = ({ words, page, series, linkTo }: MeasuredProps) => (
  <section class="stack" aria-label={words.of}>
    <h2>{words.of}</h2>
    <div class="charts">
      {series.map((one) => (
        <Charts key={one.name} words={words} page={page} one={one} />
      ))}
    </div>
    <div class="scroll">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.of}</th>
            <th scope="col" class="number">
              {words.good}
            </th>
            <th scope="col" class="number">
              {words.bad}
            </th>
            <th scope="col" class="number">
              {words.p99}, the slowest
            </th>
          </tr>
        </thead>
        <tbody>
          {series.map(({ name, good, bad, p99 }) => (
            <tr key={name}>
              <th scope="row">{linkTo ? <a href={linkTo(name)}>{name}</a> : name}</th>
              <td class="number">{counted(sum(good))}</td>
              <td class="number">{counted(sum(bad))}</td>
              <td class="number">{slowest(p99)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

function Charts({
  words,
  page: { at, periodSeconds },
  one,
}: Omit<MeasuredProps, 'series' | 'linkTo'> & { one: MeasuredSeries }) {
  const { name, good, bad, p99 } = one;
  const each = periodSeconds === 60 ? 'a minute' : `in ${periodSeconds / 60} minutes`;
  return (
    <div class="card measured">
      <h3>{name}</h3>
      <p class="muted">
        <span class="good">{words.good}</span> and <span class="bad">{words.bad}</span> {each}
      </p>
      <Chart
        label={`${name}: ${sum(good)} ${words.good}, ${sum(bad)} ${words.bad}`}
        at={at}
        lines={[
          { name: words.good, color: 'good', values: good },
          { name: words.bad, color: 'bad', values: bad },
        ]}
      />
      <p class="muted">{words.p99}, milliseconds</p>
      <Chart
        label={`${name}: ${words.p99}, ${slowest(p99)} at most`}
        at={at}
        lines={[{ name: words.p99, color: 'busy', values: p99 }]}
      />
    </div>
  );
}

const eventsOf = (source: string) => hashOf(['events'], { source });

const sum = (values: MeasuredSeries['good']) => values.reduce((all: number, value) => all + (value ?? 0), 0);

function slowest(values: MeasuredSeries['p99']): string {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? 'none' : duration(Math.max(...known));
}
