import { fieldsOf, itemsOf, type NeededPermission, type Place, type ServiceCall } from './needed-permission.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What the parts of a transaction need. A condition alone is an action of its own. */
const PARTS: Readonly<Record<string, string>> = {
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
  Delete: 'dynamodb:DeleteItem',
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Get: 'dynamodb:GetItem',
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export function dynamodbPermissions({ operation, body }: ServiceCall, place: Place): NeededPermission[] {
  const input = fieldsOf(body);
  if (operation.startsWith('Transact'))
    return itemsOf(input.TransactItems).flatMap((item) =>
      Object.entries(fieldsOf(item)).map(([part, of]) =>
        onItems(PARTS[part] ?? part, fieldsOf(of).TableName, [of], place),
      ),
    );
  const action = `dynamodb:${operation}`;
  if (operation.startsWith('Batch') && input.RequestItems !== undefined)
    return Object.entries(fieldsOf(input.RequestItems)).map(([table, requests]) =>
      onItems(action, table, itemsOf(fieldsOf(requests).Keys ?? requests).map(keyed), place),
    );
  if (operation === 'Query' || operation === 'Scan') return [onIndex(action, input, place)];
  return [onItems(action, input.TableName, [input], place)];
}

/** A key alone, or a request of BatchWriteItem. */
function keyed(request: unknown): unknown {
  const { PutRequest, DeleteRequest } = fieldsOf(request);
  return PutRequest ?? DeleteRequest ?? { Key: request };
}

function onItems(action: string, table: unknown, items: readonly unknown[], place: Place): NeededPermission {
  const key = place.partitionKeyOf(nameOf(table));
  const values = items.map((item) => {
    const { Key, Item } = fieldsOf(item);
    return textIn(fieldsOf(Key ?? Item)[key ?? '']);
  });
  const isKnown = values.every((value) => value !== undefined);
  return needed(action, tableArn(table, place), isKnown ? values.map(String) : []);
}

function onIndex(action: string, input: Fields, place: Place): NeededPermission {
  const { TableName, IndexName } = input;
  const arn = tableArn(TableName, place);
  const resource = IndexName === undefined ? arn : `${arn}/index/${IndexName}`;
  const key = place.partitionKeyOf(nameOf(TableName), IndexName === undefined ? undefined : String(IndexName));
  return needed(action, resource, queriedKeys(input, key));
}

/** A query asks for one partition key, in an expression or in the older form. */
function queriedKeys(input: Fields, key: string | undefined): string[] {
  const { KeyConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues, KeyConditions } = input;
  const [older] = itemsOf(fieldsOf(fieldsOf(KeyConditions)[key ?? '']).AttributeValueList);
  if (older !== undefined) return [textIn(older) ?? ''];
  for (const [, name = '', value = ''] of String(KeyConditionExpression).matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g)) {
    const attribute = name.startsWith('#') ? fieldsOf(ExpressionAttributeNames)[name] : name;
    if (attribute === key) return [textIn(fieldsOf(ExpressionAttributeValues)[value]) ?? ''];
  }
  return [];
}

const needed = (action: string, resource: string, keys: readonly string[]): NeededPermission => ({
  action,
  resource,
  context: { 'dynamodb:leadingkeys': keys },
});

/** `{"S":"one"}`: the value of a key is text, a number or bytes. */
function textIn(attribute: unknown): string | undefined {
  const [value] = Object.values(fieldsOf(attribute));
  return value === undefined ? undefined : String(value);
}

/** A call may name a table by its ARN. */
const nameOf = (table: unknown) => String(table ?? '').replace(/^arn:.*:table\//, '');

const tableArn = (table: unknown, { region, account }: Place) =>
  table === undefined ? '*' : `arn:aws:dynamodb:${region}:${account}:table/${nameOf(table)}`;
