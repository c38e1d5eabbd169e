/** A list of whole numbers that grows: a search has tens of millions of them. */
class Numbers {
  length = 0;
  #values = new Int32Array(1024);

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Int32Array(2 * this.length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }
}

/** The states that a search found, by number in the order of their finding, and the fair steps between them. */
export class Graph {
  readonly #parents = new Numbers();
  /** Of the step that first led to a state, its place among the steps out of the parent. */
  readonly #steps = new Numbers();
  readonly #good = new Numbers();
  readonly #from = new Numbers();
  readonly #to = new Numbers();

  /** Adds the next state: the number of the one that it was found from, and of the step that led to it. */
  add(parent: number, step: number, isGood: boolean): void {
    this.#parents.push(parent);
    this.#steps.push(step);
    this.#good.push(isGood ? 1 : 0);
  }

  fair(from: number, to: number): void {
    this.#from.push(from);
    this.#to.push(to);
  }

  /** The steps that lead to a state from the first one, by their places. */
  wayTo(state: number): readonly number[] {
    const way: number[] = [];
    for (let at = state; at !== 0; at = this.#parents.at(at)) way.push(this.#steps.at(at));
    return way.reverse();
  }

  /** The first state out of which no way of fair steps leads to a good one. */
  firstWithoutGoodEnd(): number | undefined {
    const count = this.#parents.length;
    const starts = new Int32Array(count + 1);
    for (let edge = 0; edge < this.#to.length; edge++) add(starts, this.#to.at(edge) + 1, 1);
    for (let state = 0; state < count; state++) add(starts, state + 1, starts[state] ?? 0);
    const filled = starts.slice(0, count);
    const sources = new Int32Array(this.#from.length);
    for (let edge = 0; edge < this.#from.length; edge++) {
      const to = this.#to.at(edge);
      sources[filled[to] ?? 0] = this.#from.at(edge);
      add(filled, to, 1);
    }
    const ends = new Uint8Array(count);
    const waiting: number[] = [];
    const mark = (state: number) => {
      if (ends[state]) return;
      ends[state] = 1;
      waiting.push(state);
    };
    for (let state = 0; state < count; state++) if (this.#good.at(state)) mark(state);
    for (let state = waiting.pop(); state !== undefined; state = waiting.pop())
      for (let edge = starts[state] ?? 0; edge < (starts[state + 1] ?? 0); edge++) mark(sources[edge] ?? 0);
    const stuck = ends.indexOf(0);
    return stuck === -1 ? undefined : stuck;
  }
}

function add(list: Int32Array, index: number, value: number): void {
  list[index] = (list[index] ?? 0) + value;
}
