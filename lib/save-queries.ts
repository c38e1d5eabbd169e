import { type ILogGroup, QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** Questions to the verifier's log, as they stand among the saved queries of CloudWatch Logs Insights. */
const QUERIES: Readonly<Record<string, ConstructorParameters<typeof QueryString>[0]>> = {
  'refused by cause': {
    fields: ['source', 'cause'],
    filterStatements: ['message = "refused"'],
    statsStatements: ['count(*) as requests by source, cause'],
    sort: 'requests desc',
  },
  'slowest answers': {
    fields: ['@timestamp', 'source', 'message', 'ms', 'event', 'request'],
    filterStatements: ['ispresent(ms)'],
    sort: 'ms desc',
    limit: 50,
  },
  'what failed': {
    fields: ['@timestamp', '@message'],
    filterStatements: ['level = "error" or level = "warn" or message in ["unavailable", "secret-unset"]'],
    sort: '@timestamp desc',
  },
  'one event (put its id in)': {
    fields: ['@timestamp', 'source', 'message', 'type', 'ms', 'request'],
    filterStatements: ['event = "ID"'],
    sort: '@timestamp asc',
  },
};

/** Saves the queries in a folder with the stack's name. */
export function saveQueries(scope: Construct, stackName: string, logGroup: ILogGroup): void {
  const queries = new Construct(scope, 'Queries');
  for (const [name, query] of Object.entries(QUERIES))
    new QueryDefinition(queries, name.replace(/\W+/g, '-'), {
      queryDefinitionName: `${stackName}/${name}`,
      queryString: new QueryString(query),
      logGroups: [logGroup],
    });
}
