interface TreeProps {
  readonly name?: string | undefined;
  readonly value: unknown;
  readonly depth?: number;
}

/** Deeper branches, and long ones, are closed at first. */
const OPEN_DEPTH = 3;
const OPEN_ITEMS = 40;
/** A branch shows no more than this at once. */
const MOST_ITEMS = 500;

/** JSON as a tree whose branches open and close. */
export const JsonTree = ({ value }: { readonly value: unknown }) => (
  <div class="tree">
    <Node value={value} />
  </div>
);

function Node({ name, value, depth = 0 }: TreeProps) {
  if (typeof value !== 'object' || value === null) return <Leaf name={name} value={value} />;
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  const count = isList ? `${entries.length} items` : `${entries.length} fields`;
  if (entries.length === 0) return <Leaf name={name} value={value} />;
  return (
    <details open={depth < OPEN_DEPTH && entries.length <= OPEN_ITEMS}>
      <summary>
        <Name name={name} />
        <span class="count">{isList ? `[ ${count} ]` : `{ ${count} }`}</span>
      </summary>
      <ul>
        {entries.slice(0, MOST_ITEMS).map(([key, each]) => (
          <li key={key}>
            <Node name={key} value={each} depth={depth + 1} />
          </li>
        ))}
        {entries.length > MOST_ITEMS && <li class="count">{entries.length - MOST_ITEMS} more: see the raw body</li>}
      </ul>
    </details>
  );
}

const Leaf = ({ name, value }: TreeProps) => (
  <div class="leaf">
    <Name name={name} />
    <span class={typeof value === 'string' ? 'text' : 'value'}>{valueText(value)}</span>
  </div>
);

const Name = ({ name }: Pick<TreeProps, 'name'>) =>
  name === undefined ? null : (
    <>
      <span class="key">{name}</span>
      {': '}
    </>
  );

/** A value as JSON has it. */
export const valueText = (value: unknown): string =>
  typeof value === 'bigint'
    ? String(value)
    : (JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}` : each)) ?? '');
