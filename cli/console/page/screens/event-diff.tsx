import { useState } from 'preact/hooks';
import { type Difference, diffJson, pathText } from '../../../../core/json-diff.ts';
import type { EventContent, EventPage, EventView, NoContent } from '../../api.ts';
import { bytesOf, partsOf, textOf } from '../body-text.ts';
import { plural, shortTime } from '../format.ts';
import { valueText } from '../parts/json-tree.tsx';
import { Notice } from '../parts/notice.tsx';
import { get } from '../server.ts';
import { useResource } from '../use-resource.ts';

const KEY = 'breakwater-ignored-fields';
const IGNORED = 'id, created, created_at, updated_at, timestamp';
const MOST_OFFERED = 50;

interface EventDiffProps {
  readonly event: EventView;
  readonly content: EventContent;
}

/** Where the body of an event differs from that of another one. */
export function EventDiff({ event, content }: EventDiffProps) {
  const { source, type, id } = event;
  const others = useResource(
    (signal) => get<EventPage>('events', { source, type, limit: MOST_OFFERED }, signal),
    [source, type],
  );
  const offered = (others.value?.rows ?? []).filter((row) => row.id !== id);
  const [chosen, setChosen] = useState('');
  const [ignored, setIgnored] = useState(localStorage.getItem(KEY) ?? IGNORED);
  const other = chosen || offered[0]?.id;
  const ignore = (text: string) => {
    localStorage.setItem(KEY, text);
    setIgnored(text);
  };
  return (
    <>
      <div class="two">
        <label class="field">
          Compare with
          <select value={other ?? ''} onChange={(change) => setChosen(change.currentTarget.value)}>
            {offered.length === 0 && <option value="">no other event of this type</option>}
            {offered.map((row) => (
              <option key={row.id} value={row.id}>
                {shortTime(row.receivedAt)} {row.id}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          Fields that do not count
          <input value={ignored} spellcheck={false} onInput={(change) => ignore(change.currentTarget.value)} />
        </label>
      </div>
      {other && <Comparison key={other} source={source} id={other} content={content} ignored={ignored} />}
    </>
  );
}

interface ComparisonProps {
  readonly source: string;
  readonly id: string;
  readonly content: EventContent;
  readonly ignored: string;
}

function Comparison({ source, id, content, ignored }: ComparisonProps) {
  const { value, error } = useResource(
    (signal) => get<EventContent | NoContent>('content', { source, id }, signal),
    [source, id],
  );
  if (error) return <Notice tone="bad">{error}</Notice>;
  if (!value) return <p class="muted">Looking for the other body …</p>;
  if (value.from === 'nowhere') return <Notice>{value.why}</Notice>;
  const [here, there] = [partsIn(content), partsIn(value)];
  if (here === undefined || there === undefined)
    return <Notice>One of the two bodies has no fields to compare.</Notice>;
  const found = diffJson(here, there, ignored.split(/[\s,]+/));
  return <Differences found={found} />;
}

const partsIn = ({ base64, contentType }: EventContent) => partsOf(textOf(bytesOf(base64)) ?? '', contentType);

const Differences = ({ found }: { readonly found: readonly Difference[] }) =>
  found.length === 0 ? (
    <Notice tone="good">The two bodies are the same, but for the fields that do not count.</Notice>
  ) : (
    <>
      <p class="muted" role="status">
        {plural(found.length, 'difference')}
      </p>
      <div class="code">
        <table class="differences">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">This event</th>
              <th scope="col">The other</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ path, kind, left, right }) => (
              <tr key={pathText(path)}>
                <th scope="row" class="mono">
                  {pathText(path) || 'the whole body'}
                </th>
                <td class={kind === 'added' ? '' : 'left'}>{kind === 'added' ? 'not there' : valueText(left)}</td>
                <td class={kind === 'removed' ? '' : 'right'}>{kind === 'removed' ? 'not there' : valueText(right)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
