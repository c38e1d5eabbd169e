import type { SourceRow } from '../../api.ts';
import { ago, counted, wholeTime } from '../format.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Notice } from '../parts/notice.tsx';
import { get } from '../server.ts';
import type { Live } from '../use-live.ts';
import { hashOf } from '../use-location.ts';
import { useResource } from '../use-resource.ts';

/** Each source: where its provider posts, whether its secret is set, and when it was last heard of. */
export function SourcesScreen({ live }: { readonly live: Live }) {
  const sources = useResource((signal) => get<SourceRow[]>('sources', {}, signal), [live.tick]);
  return (
    <>
      <div class="bar">
        <h1>Sources</h1>
      </div>
      <div class="screen stack">
        {sources.error && <Notice tone="bad">{sources.error}</Notice>}
        {!sources.value && !sources.error && <p class="muted">Reading secrets and events …</p>}
        {sources.value && (
          <div class="scroll">
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">Source</th>
                  <th scope="col">Secret</th>
                  <th scope="col">Last event</th>
                  <th scope="col" class="number">
                    Last hour
                  </th>
                  <th scope="col" class="number">
                    Last day
                  </th>
                  <th scope="col">Endpoint</th>
                </tr>
              </thead>
              <tbody>
                {sources.value.map((source) => (
                  <Source key={source.name} source={source} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </>
  );
}

const Source = ({ source }: { readonly source: SourceRow }) => (
  <tr>
    <th scope="row" class="fixed">
      <a href={hashOf(['events'], { source: source.name })}>{source.name}</a>
      <br />
      <span class="muted">{source.provider}</span>
    </th>
    <td class="fixed">
      <span class="chip" data-tone={source.isTrouble ? 'bad' : 'good'}>
        {source.secret}
      </span>
    </td>
    <td class="fixed">
      {source.lastEvent ? (
        <span title={wholeTime(source.lastEvent)}>{ago(source.lastEvent)}</span>
      ) : (
        <span class="muted">silent: none known</span>
      )}
    </td>
    <td class="number">{counted(source.lastHour)}</td>
    <td class="number">{counted(source.lastDay)}</td>
    <td>
      {source.url && (
        <div class="actions">
          <code>{source.url}</code>
          <CopyButton label="Copy" text={source.url} />
        </div>
      )}
      {source.eventSource && (
        <p>
          EventBridge, from <code>{source.eventSource}</code>
        </p>
      )}
      <p class="muted">
        {source.hasHandshake && 'Answers the handshake with which the provider tries the endpoint. '}
        {source.register}
      </p>
    </td>
  </tr>
);
