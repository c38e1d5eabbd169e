/** Where the console of a local run shows an event. */
export const consoleUrl = (origin: string, source: string, id: string): string =>
  `${origin}/#/events/${encodeURIComponent(source)}/${encodeURIComponent(id)}`;
