/** The renderer's own scheme. A standard scheme has a real origin, so the page gets storage, modules and a meaningful `'self'`. */
export const SCHEME = 'app';
export const HOST = 'bundle';
export const START_URL = `${SCHEME}://${HOST}/index.html`;

/** True for a page or file of this app. Compares scheme and host: the origin of a custom scheme reads "null" outside Chromium. */
export function isOwnUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === `${SCHEME}:` && parsed.host === HOST && parsed.username === '' && parsed.password === '';
}

/** A place of the page: letters, digits and hyphens between slashes. */
const PLACE = /^(?:\/[\w-]+)+$/;

/** The one page, at a place of it (`/hosts/alerts`) or at its beginning. Whatever is asked for, no other page comes of it. */
export function pageAt(place: string): string {
  return PLACE.test(place) ? `${START_URL}#${place}` : START_URL;
}
