import { useState } from 'preact/hooks';
import type { CostView } from '../../api.ts';
import { counted } from '../format.ts';
import { Notice } from '../parts/notice.tsx';
import { get } from '../server.ts';
import { useResource } from '../use-resource.ts';

const VOLUMES = ['10k', '100k', '1M', '10M', '100M'];

const money = (dollars: number) =>
  dollars > 0 && dollars < 0.01
    ? 'under $0.01'
    : dollars.toLocaleString('en', {
        style: 'currency',
        currency: 'USD',
        maximumFractionDigits: dollars < 100 ? 2 : 0,
      });

/** What a month is going to cost, item by item, and next to hosted gateways. */
export function CostScreen() {
  const [events, setEvents] = useState('1M');
  const [bodyKb, setBodyKb] = useState('2');
  const { value, error } = useResource((signal) => get<CostView>('cost', { events, bodyKb }, signal), [events, bodyKb]);
  return (
    <>
      <div class="bar">
        <h1>Cost</h1>
        <label class="check muted">
          Events a month
          <select value={events} onChange={(event) => setEvents(event.currentTarget.value)}>
            {VOLUMES.map((volume) => (
              <option key={volume}>{volume}</option>
            ))}
          </select>
        </label>
        <label class="check muted">
          KB a body
          <select value={bodyKb} onChange={(event) => setBodyKb(event.currentTarget.value)}>
            {['1', '2', '8', '32', '128', '512'].map((kb) => (
              <option key={kb}>{kb}</option>
            ))}
          </select>
        </label>
      </div>
      <div class="screen stack">
        {error && <Notice tone="bad">{error}</Notice>}
        {value && <Forecast cost={value} />}
      </div>
    </>
  );
}

const Forecast = ({ cost }: { readonly cost: CostView }) => (
  <>
    <dl class="totals">
      <Total name="A month" dollars={cost.perMonth} />
      <Total name="Of it, without any event" dollars={cost.fixed} />
      <Total name="For each million events" dollars={cost.perMillion} />
    </dl>
    <p class="muted">
      List prices of {cost.region}, read in {cost.pricesRead}, without the free tier. "breakwater cost" takes more of
      your traffic into account.
      {cost.notCounted.length > 0 && ` Not counted: ${cost.notCounted.join(', ')}.`}
    </p>
    <div class="scroll">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Item</th>
            <th scope="col" class="number">
              Quantity
            </th>
            <th scope="col" class="number">
              A month
            </th>
          </tr>
        </thead>
        <tbody>
          {cost.rows.map(({ service, item, quantity, unit, perMonth, kind }) => (
            <tr key={service + item + unit}>
              <th scope="row">{service}</th>
              <td>
                {item} {kind === 'fixed' && <span class="muted">(without any event)</span>}
              </td>
              <td class="number">
                {counted(Number(quantity.toPrecision(4)))} <span class="muted">{unit}</span>
              </td>
              <td class="number">{money(perMonth)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    <Hosted cost={cost} />
  </>
);

const Total = ({ name, dollars }: { readonly name: string; readonly dollars: number }) => (
  <div class="card">
    <dt>{name}</dt>
    <dd>{money(dollars)}</dd>
  </div>
);

const Hosted = ({ cost: { comparison } }: { readonly cost: CostView }) => (
  <>
    <h2>Next to hosted gateways, in dollars a month</h2>
    <div class="scroll">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Events a month</th>
            {comparison.volumes.map((volume) => (
              <th key={volume} scope="col" class="number">
                {counted(volume)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr data-on="true">
            <th scope="row">This stack</th>
            {comparison.ours.map((dollars, index) => (
              <td key={comparison.volumes[index]} class="number">
                {money(dollars)}
              </td>
            ))}
          </tr>
          {comparison.hosted.map(({ name, perMonth, note }) => (
            <tr key={name}>
              <th scope="row" title={note}>
                {name}
              </th>
              {perMonth.map((each, index) => (
                <td key={comparison.volumes[index]} class="number">
                  {each ? `${each.isLeast ? '≥ ' : ''}${money(each.dollars)}` : <span class="muted">not offered</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </>
);
