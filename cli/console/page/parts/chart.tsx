import { useEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';

interface ChartProps {
  /** What it shows, for those who do not see it; a table has the numbers. */
  readonly label: string;
  /** RFC 3339, the oldest first. */
  readonly at: readonly string[];
  readonly lines: readonly ChartLine[];
}

export interface ChartLine {
  readonly name: string;
  /** The name of one of the page's colours. */
  readonly color: string;
  /** One for each time; null where there is none. */
  readonly values: readonly (number | null)[];
}

const HEIGHT = 110;
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** A small chart over time. */
export function Chart({ label, at, lines }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | undefined>(undefined);
  const data: UPlot.AlignedData = [
    at.map((time) => Date.parse(time) / 1000),
    ...lines.map(({ values }) => [...values]),
  ];
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines make another chart, and it gets other keys
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    plot.current = new UPlot(optionsFor(element, lines), data, element);
    const observer = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.current?.destroy();
    };
  }, []);
  useEffect(() => plot.current?.setData(data));
  return <div class="chart" ref={place} role="img" aria-label={label} />;
}

/** Colours are asked for whenever it is drawn: the theme may have changed. */
function optionsFor(element: HTMLElement, lines: readonly ChartLine[]): UPlot.Options {
  // The variable itself holds the colours of both themes; a computed colour is the one of the two that is seen.
  const color = (name: string) => () => {
    element.style.color = `var(--${name})`;
    return getComputedStyle(element).color;
  };
  const axis = { stroke: color('muted'), grid: { stroke: color('line'), width: 1 }, ticks: { show: false } };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_, _least, most) => [0, Math.max(1, most ?? 1)] } },
    // The newest value stands at the edge.
    padding: [8, 12, 0, 0],
    axes: [
      { ...axis, size: 28, values: (_, seconds) => seconds.map((second) => CLOCK.format(second * 1000)) },
      { ...axis, size: 48 },
    ],
    series: [
      {},
      ...lines.map(({ name, color: own }) => ({
        label: name,
        stroke: color(own),
        width: 2,
        points: { show: lines.length === 1, size: 5 },
      })),
    ],
  };
}
