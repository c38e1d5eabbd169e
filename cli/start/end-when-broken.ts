import type { Output } from '../terminal.ts';

/** What LevelDB, SQLite and the file system say of a disk that takes nothing more. */
const DISK_CODES = ['LEVEL_IO_ERROR', 'ERR_SQLITE_ERROR', 'ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'];

/**
 * Ends the process when an engine breaks, such as on a full disk: it must not go on, since what it has in memory would
 * be ahead of what it can bring back. What was answered 2xx until then is on the disk.
 * @param restore - gives the terminal back, so that what is said can be read
 */
export function endWhenBroken({ write, colors }: Output, data: string | undefined, restore: () => void): void {
  process.once('uncaughtException', (error) => {
    try {
      restore();
      write(`${colors.red('error:')} ${reasonOf(error, data)}`);
    } finally {
      // The log may be on the same disk.
      process.exit(1);
    }
  });
}

function reasonOf(error: Error, data: string | undefined): string {
  if (!data || !DISK_CODES.includes(String(Object(error).code))) return `the local run broke: ${error.stack ?? error}`;
  const sentence = error.message.replace(/\.$/, '');
  return `${data} cannot be written (${sentence}). Every event that was answered 200 is kept: make room and start again.`;
}
