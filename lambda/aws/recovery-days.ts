/** How long a removed secret can be had back: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html */
export const RECOVERY_DAYS = { least: 7, most: 30 } as const;
