/**
 * The name in what calls a function: its name, `name:qualifier`, or the ARN of it, of a version or of an alias.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html, `FunctionName`
 */
export function functionNameIn(text: string): string {
  const parts = text.split(':');
  return (text.startsWith('arn:') ? parts[6] : parts[0]) ?? '';
}
