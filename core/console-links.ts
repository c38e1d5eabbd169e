/** Addresses of pages of the AWS console, for people who follow up an alarm or a dead letter. */

const HOST = ['console', 'aws', 'amazon', 'com'].join('.');

const home = (region: string, service: string) => `https://${region}.${HOST}/${service}/home?region=${region}`;

/** The console encodes twice, and writes `$` where others write `%`. */
const inFragment = (name: string) => encodeURIComponent(encodeURIComponent(name)).replaceAll('%', '$');

/** The page of a log group, or of one of its streams. */
export const logUrl = (region: string, group: string, stream?: string): string =>
  `${home(region, 'cloudwatch')}#logsV2:log-groups/log-group/${inFragment(group)}` +
  (stream ? `/log-events/${inFragment(stream)}` : '');

/**
 * CloudWatch Logs Insights with a query on the last hours of a log group, ready to run. The group's name goes into it as it
 * is, so that it may be one that CloudFormation makes up. The form is the one that the console itself puts into its address.
 */
export const logQueryUrl = (region: string, group: string, query: string, hours = 3): string =>
  `${home(region, 'cloudwatch')}#logsV2:logs-insights$3FqueryDetail$3D~(end~0~start~-${hours * 3600}~timeType~'RELATIVE` +
  `~unit~'seconds~editorString~'${starred(query)}~source~(~'${group}))`;

/** Whatever is no letter or digit is a star and its code. */
const starred = (text: string) =>
  text.replace(/[^A-Za-z0-9_.-]/g, (character) => `*${character.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** The page of a queue, by what its URL is made of. */
export const queueUrl = (
  region: string,
  { urlSuffix, account, name }: { readonly urlSuffix: string; readonly account: string; readonly name: string },
): string =>
  `${home(region, 'sqs/v3')}#/queues/https%3A%2F%2Fsqs.${region}.${urlSuffix}%2F${account}%2F${encodeURIComponent(name)}`;

/** A dashboard, by its name. */
export const dashboardUrl = (region: string, name: string): string =>
  `${home(region, 'cloudwatch')}#dashboards/dashboard/${name}`;
