export interface Holiday {
  /** YYYY-MM-DD. */
  readonly on: string;
  /** In the language of the country. */
  readonly name: string;
}

/** Public holidays of countries, by ISO 3166-1 code. */
export interface Holidays {
  countries(): readonly { readonly code: string; readonly name: string }[];
  /** Days off in one year of the Gregorian calendar, ascending; none for a country that is not known. */
  of(country: string, year: number): readonly Holiday[];
}
