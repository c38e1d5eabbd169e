/** The bytes of an item in DynamoDB's JSON, as DynamoDB counts them: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export function itemBytes(value: unknown): number {
  if (Array.isArray(value)) return 3 + value.reduce((sum: number, each) => sum + 1 + attributeBytes(each), 0);
  return Object.entries(Object(value)).reduce(
    (sum, [name, attribute]) => sum + Buffer.byteLength(name) + attributeBytes(attribute),
    0,
  );
}

function attributeBytes(attribute: unknown): number {
  const [[type, value] = []] = Object.entries(Object(attribute));
  if (type === 'S') return Buffer.byteLength(String(value));
  if (type === 'N') return Math.ceil(String(value).length / 2) + 1;
  if (type === 'M') return 3 + Object.keys(Object(value)).length + itemBytes(value);
  if (type === 'L') return itemBytes(value);
  return 1;
}
