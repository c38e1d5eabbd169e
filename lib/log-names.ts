/**
 * The log group of a stack's access log. Names that begin so need no entry of their own in the account's policy for log
 * delivery, which has room for a few only:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export const accessLogName = (stackName: string): string => `/aws/vendedlogs/breakwater/${stackName}`;

/** What the log groups of a stack are called, as patterns. */
export const logNamePatterns = (stackName: string): readonly string[] => [`${stackName}-*`, accessLogName(stackName)];
