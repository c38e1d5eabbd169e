/** What the search shows, in the words of `docs/guarantees.md`; `npm run model` prints it when nothing was broken. */
export const GUARANTEE = `What this shows, of one event for one or two processors, and of two events of one group:
- A 2xx means that the event comes to its end for every processor, done or in its dead-letter queue, as soon as
  nothing goes wrong any more: out of every state there is a way, and none leads round for ever.
- An effect is made again in one case only: the processor's invocation ended before "done" was in the ledger. It died
  between the two, ran out of time, could not reach the ledger until its end, or threw after the effect.
- An effect that is made by \`transact\` is made once, crash included.
- "done" is not turned back; only a replay, which an operator asks for, opens an event again.
- No message is deleted before its event is done or in the dead-letter queue.
- Every attempt is started once, not before its time, and there are never more than the processor has.
- A redrive starts an event over once, however often its letter or its message is delivered, also while the first
  message or another redrive is still about.
- The next event of a group is not worked on before the one in front is done or in the dead-letter queue.
- TTL may take a record as soon as nothing of a done event is about: no event is lost by that.
It holds for clocks that differ by up to 2 s; by more, an event may be worked on by two at once.
It says nothing of bodies, of batches of more than two, of more than two invocations of a processor at once, and of
more faults in one history than the configuration says.`;
