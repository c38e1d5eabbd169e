import type { AwsError } from './account.ts';

/** The parameters of a call of the AWS query protocol. */
export interface QueryCall {
  readonly action: string;
  /** The value of a parameter that the call must have. */
  required(name: string): string;
  optional(name: string): string | undefined;
  /** `Name.member.1`, `Name.member.2`, … */
  list(name: string): string[];
}

export function readQuery(body: string): QueryCall {
  const form = new URLSearchParams(body);
  const optional = (name: string) => form.get(name) ?? undefined;
  return {
    action: form.get('Action') ?? '',
    required: (name) => form.get(name) ?? '',
    optional,
    list(name) {
      const values: string[] = [];
      for (let index = 1; form.has(`${name}.member.${index}`); index++)
        values.push(form.get(`${name}.member.${index}`) ?? '');
      return values;
    },
  };
}

/** `ACTIONResponse` around `ACTIONResult`: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const queryResponse = (action: string, namespace: string, result: object) =>
  `<${action}Response xmlns="${namespace}"><${action}Result>${xml(result)}</${action}Result>` +
  `<ResponseMetadata><RequestId>stand-in</RequestId></ResponseMetadata></${action}Response>`;

export const queryError = ({ code, message }: AwsError) =>
  `<ErrorResponse><Error>${xml({ Type: 'Sender', Code: code, Message: message })}</Error><RequestId>stand-in</RequestId></ErrorResponse>`;

function xml(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => `<member>${xml(item)}</member>`).join('');
  if (typeof value !== 'object' || value === null) return escaped(String(value));
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([name, item]) => `<${name}>${xml(item)}</${name}>`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\n': '&#10;' };
const escaped = (text: string) => text.replace(/[&<>\n]/g, (character) => ENTITIES[character] ?? '');
