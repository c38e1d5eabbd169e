import { createColors } from 'picocolors';
import { progress } from '../../cli/progress.ts';

test('progress is told every two seconds, and not at all of what is quick', () => {
  jest.useFakeTimers();
  const lines: string[] = [];
  const tell = progress({ write: (line) => lines.push(line), colors: createColors(false) }, (done) => `${done} done`);
  for (let done = 1; done <= 50; done++) {
    jest.advanceTimersByTime(100);
    tell(done);
  }
  expect(lines).toEqual(['20 done', '40 done']);
  jest.useRealTimers();
});
