/** Makes identifiers: UUID version 7, so that they sort by creation. */
export interface IdSource {
  next(): string;
}
