import { useEffect, useState } from 'preact/hooks';
import type { Overview, SampleList, TestAnswer } from '../../api.ts';
import { duration } from '../format.ts';
import { valueText } from '../parts/json-tree.tsx';
import { Notice } from '../parts/notice.tsx';
import { get, post } from '../server.ts';
import { hashOf } from '../use-location.ts';
import { useResource } from '../use-resource.ts';

const TAMPERING: Readonly<Record<string, string>> = {
  body: 'Change the body after it was signed',
  signature: 'Change the signature',
  timestamp: 'Sign it two days ago',
  secret: 'Sign it with another secret',
};

/** An answer, and which of those of this page it is. */
interface Sent extends TestAnswer {
  readonly round: number;
}

/** Sends a signed event, or one with something wrong about it. */
export function TestScreen({ overview }: { readonly overview: Overview }) {
  const [source, setSource] = useState(overview.sources[0]?.name ?? '');
  const [tenant, setTenant] = useState('');
  const [type, setType] = useState('');
  const [tamper, setTamper] = useState('');
  const [payload, setPayload] = useState('');
  const [answers, setAnswers] = useState<readonly Sent[]>([]);
  const [error, setError] = useState<string | undefined>();
  const samples = useResource((signal) => get<SampleList>('samples', { source }, signal), [source]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another source has other types
  useEffect(() => {
    setType('');
    setTamper('');
    setTenant('');
  }, [source]);
  const { tenants } = samples.value ?? {};
  const send = async (event: Event) => {
    event.preventDefault();
    await post<TestAnswer>('test-event', { source, tenant: tenant || tenants?.[0], type, tamper, payload }).then(
      (answer) => {
        setError(undefined);
        setAnswers((before) => [{ ...answer, round: (before[0]?.round ?? 0) + 1 }, ...before].slice(0, 10));
      },
      (reason: Error) => setError(reason.message),
    );
  };
  return (
    <>
      <div class="bar">
        <h1>Send a test event</h1>
      </div>
      <div class="screen stack">
        <form class="card form" onSubmit={send}>
          <div class="two">
            <label class="field">
              Source
              <select value={source} onChange={(event) => setSource(event.currentTarget.value)}>
                {overview.sources.map(({ name, provider }) => (
                  <option key={name} value={name}>
                    {name} ({provider})
                  </option>
                ))}
              </select>
            </label>
            <label class="field">
              Type
              <input
                list="sample-types"
                value={type}
                placeholder={samples.value?.types[0] ?? ''}
                onInput={(event) => setType(event.currentTarget.value)}
              />
              <datalist id="sample-types">
                {samples.value?.types.map((each) => (
                  <option key={each} value={each} />
                ))}
              </datalist>
            </label>
          </div>
          {tenants && (
            <label class="field">
              Tenant
              <select value={tenant || tenants[0]} onChange={(event) => setTenant(event.currentTarget.value)}>
                {tenants.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
            </label>
          )}
          <label class="field">
            What is wrong with it
            <select value={tamper} onChange={(event) => setTamper(event.currentTarget.value)}>
              <option value="">Nothing: it is as its provider would send it</option>
              {samples.value?.tamperings.map((each) => (
                <option key={each} value={each}>
                  {TAMPERING[each] ?? each}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            Body, instead of the sample's
            <textarea
              rows={6}
              value={payload}
              spellcheck={false}
              onInput={(event) => setPayload(event.currentTarget.value)}
            />
          </label>
          <div class="actions">
            <button type="submit" class="button main">
              Send
            </button>
          </div>
        </form>
        {error && <Notice tone="bad">{error}</Notice>}
        {answers.map((answer) => (
          <Answer key={answer.round} answer={answer} />
        ))}
      </div>
    </>
  );
}

const Answer = ({ answer: { source, id, type, status, answer, ms, isExpected } }: { readonly answer: TestAnswer }) => (
  <Notice tone={isExpected ? 'good' : 'bad'}>
    {status} in {duration(ms)}: {source} {type}{' '}
    {id && status < 300 ? <a href={hashOf(['events', source, id])}>{id}</a> : id}
    {isExpected ? '' : ', which was not to be expected'}
    {status >= 400 && ` ${valueText(answer)}`}
  </Notice>
);
