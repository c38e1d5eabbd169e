import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Overview } from '../../api.ts';

interface EventFiltersProps {
  readonly overview: Overview;
  readonly parameters: URLSearchParams;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onChange: (name: string, value: string) => void;
}

const STATUSES = ['queued', 'running', 'done', 'retrying', 'failed'];
const SPANS = [
  ['15m', 'Last 15 minutes'],
  ['1h', 'Last hour'],
  ['1d', 'Last day'],
  ['7d', 'Last 7 days'],
] as const;

/** Whoever types has not finished within less. */
const TYPING_MS = 180;

/** What the list of events is narrowed down by. */
export function EventFilters({ overview, parameters, search, onChange }: EventFiltersProps) {
  const value = (name: string) => parameters.get(name) ?? '';
  const what = overview.searchesBodies ? 'Search in bodies, ids, types and errors' : 'Search in ids, types and errors';
  return (
    <search class="filters">
      <Typed name="search" label={what} className="search" value={value('search')} onChange={onChange} input={search} />
      <select
        aria-label="Source"
        value={value('source')}
        onChange={(event) => onChange('source', event.currentTarget.value)}
      >
        <option value="">Every source</option>
        {overview.sources.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <Typed name="type" label="Type, such as invoice.*" className="type" value={value('type')} onChange={onChange} />
      <select
        aria-label="Status"
        value={value('status')}
        onChange={(event) => onChange('status', event.currentTarget.value)}
      >
        <option value="">Every status</option>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {status}
          </option>
        ))}
      </select>
      <select
        aria-label="Received"
        value={value('since')}
        onChange={(event) => onChange('since', event.currentTarget.value)}
      >
        <option value="">Any time</option>
        {SPANS.map(([span, says]) => (
          <option key={span} value={span}>
            {says}
          </option>
        ))}
      </select>
    </search>
  );
}

interface TypedProps {
  readonly name: string;
  readonly label: string;
  readonly className: string;
  readonly value: string;
  readonly onChange: EventFiltersProps['onChange'];
  readonly input?: RefObject<HTMLInputElement | null>;
}

function Typed({ name, label, className, value, onChange, input }: TypedProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(name, text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, value, name, onChange]);
  return (
    <input
      type="search"
      class={className}
      aria-label={label}
      placeholder={label}
      value={text}
      ref={input ?? null}
      spellcheck={false}
      autocomplete="off"
      onInput={(event) => setText(event.currentTarget.value)}
    />
  );
}
