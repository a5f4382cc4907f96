/** A list of whole numbers from 0 to 2³² − 1 that grows: what would otherwise be an object for each quarter of an hour. */
export class NumberList {
  #numbers = new Uint32Array(1 << 12);
  #size = 0;

  push(number: number): void {
    if (this.#size === this.#numbers.length) {
      const longer = new Uint32Array(2 * this.#size);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[this.#size] = number;
    this.#size += 1;
  }

  /** Leaves a place to be filled when what follows is known. Returns it. */
  leave(): number {
    this.push(0);
    return this.#size - 1;
  }

  fill(place: number, number: number): void {
    this.#numbers[place] = number;
  }

  /** The numbers, in memory of their own; what follows is another list. */
  take(): Uint32Array<ArrayBuffer> {
    const numbers = this.#numbers.slice(0, this.#size);
    this.#size = 0;
    return numbers;
  }
}
