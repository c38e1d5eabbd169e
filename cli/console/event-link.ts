/**
 * The link to an event in a console.
 * @param link - the one that opens the console, with its token
 */
export const eventLink = (link: string, source: string, id: string): string =>
  `${link}#/events/${encodeURIComponent(source)}/${encodeURIComponent(id)}`;
